import type { InternalLog } from '../internal_log';
import type { MessageBoard } from '../messages';
import type { RunEnd } from './running_input';

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

/** What an input says on stderr: the level stands first, a line without one is an ERROR (reference 1.7). */
export function readLevel(line: string): { readonly level: Level; readonly text: string } {
  const match = /^(DEBUG|INFO|WARN|ERROR|FATAL)\s+(.*)$/s.exec(line);
  const level = (['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const).find((each) => each === match?.[1]);
  return level === undefined ? { level: 'ERROR', text: line } : { level, text: match?.[2] ?? '' };
}

/** Tells people what inputs say: files that were left aside or not read, and failures; the rest is for nobody. */
export class InputLog {
  private readonly told = new Set<string>();

  constructor(
    private readonly board: MessageBoard,
    private readonly say: (text: string) => void,
    private readonly log: InternalLog,
  ) {}

  line(stanza: string, line: string): void {
    if (line.trim() === '') return;
    const { level, text } = readLevel(line);
    if (level !== 'DEBUG') this.log.line(level, 'ExecProcessor', `message from "${stanza}" ${text}`);
    const names = /\bWW\d{4}\b/.test(text);
    if (level === 'DEBUG' || (level === 'INFO' && !names)) return;
    this.tell(stanza, level, text);
  }

  failed(stanza: string, end: RunEnd): void {
    const why = end.problem ?? (end.signal === null ? `exit code ${end.code ?? 'unknown'}` : `signal ${end.signal}`);
    this.tell(stanza, 'ERROR', `the input ended with ${why} and will be started again`);
  }

  /** The same line comes with every run: it is told once. */
  private tell(stanza: string, level: Level, text: string): void {
    const shown = text.replace(`[${stanza}] `, '');
    const key = `${level} ${shown}`;
    if (this.told.has(key)) return;
    if (this.told.size > 5_000) this.told.clear();
    this.told.add(key);
    this.say(`${level} ${stanza}: ${shown}`);
    const severity = level === 'INFO' ? 'info' : level === 'WARN' ? 'warn' : 'error';
    this.board.post(`${stanza} ${this.told.size}`, severity, shown);
  }
}
