import type { Diagnostic } from '../core/diagnostic';

/** Messages for splunkd.log: splunkd takes each line of stderr and reads its level from the first word. */

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

export interface Log {
  readonly debug: (message: string) => void;
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string) => void;
  readonly fatal: (message: string) => void;
  /** A diagnostic as one line at the level of its severity, its code and next step with it. */
  readonly say: (diagnostic: Diagnostic) => void;
}

const levelOf: Readonly<Record<Diagnostic['severity'], LogLevel>> = {
  error: 'ERROR',
  warning: 'WARN',
  information: 'INFO',
};

/** A log whose lines go to `write`, each with its line break. `about` (a stanza) stands before every message. */
export function createLog(write: (line: string) => void, about?: string): Log {
  const at = (level: LogLevel) => (message: string) => write(`${logLine(level, message, about)}\n`);
  return {
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
    fatal: at('FATAL'),
    say: (diagnostic) => at(levelOf[diagnostic.severity])(diagnosticLine(diagnostic)),
  };
}

/** `LEVEL message` in one line: a second line would count as an ERROR of its own. Passwords in URLs are masked. */
export function logLine(level: LogLevel, message: string, about?: string): string {
  const text = about === undefined ? message : `[${about}] ${message}`;
  return `${level} ${masked(text).replace(/\s*[\r\n]+\s*/g, ' | ')}`;
}

/** A diagnostic's code, message and next step in one line. */
function diagnosticLine({ code, message, hint }: Diagnostic): string {
  return `${code} ${message} (${hint})`;
}

function masked(text: string): string {
  return text.replace(/(\w+:\/\/[^\s/:@]*:)[^\s/@]+@/g, '$1***@');
}
