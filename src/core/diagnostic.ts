import { positionAt, rootSpan, type Span } from './source';

/**
 * What a severity means, by its consequence:
 * `error`: the app would not load, a rule could not fire or an input could not be read;
 * `warning`: it may miss or flood; `information`: style, or something that was done for the user.
 */
export type Severity = 'error' | 'warning' | 'information';

/** The one shape of every message, from every phase (design.md, "Commands and addresses"). Lines and columns are 1-based. */
export interface Diagnostic {
  /** `WW` and four digits; the first two name the phase (see `phases`). */
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly message: string;
  /** What to do next. */
  readonly hint: string;
  readonly url: string;
}

/** Which phase owns which codes: `WW03xx` is SPL's. One table, so that no two phases use one number. */
export const phases = {
  '01': 'files and YAML',
  '02': 'conf',
  '03': 'SPL',
  '04': 'Sigma',
  '05': 'ESCU',
  '06': 'compiler',
  '07': 'checks',
  '08': 'logs',
  '09': 'inputs',
  '10': 'engine',
  '11': 'preview',
  '12': 'command line',
  '13': 'package',
} as const;

/** Where a message points and what it says; `hint` is the next step and is never left empty. */
export interface DiagnosticText {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
}

/** Takes what a phase has to say; phases never throw at a user. */
export type Report = (diagnostic: Diagnostic) => void;

/** A message about a piece of text; a span in embedded text points into the outer file. */
export function diagnosticAt(span: Span, text: DiagnosticText): Diagnostic {
  const { source, start, end } = rootSpan(span);
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return {
    ...text,
    file: source.name,
    line: from.line,
    column: from.column,
    end_line: to.line,
    end_column: to.column,
    url: `docs/diagnostics/${text.code.slice(2, 4)}.md#${text.code.toLowerCase()}`,
  };
}

/** A message about a whole file or folder: nothing in it can be pointed at. */
export function diagnosticFor(file: string, text: DiagnosticText): Diagnostic {
  return diagnosticAt({ source: { name: file, text: '' }, start: 0, end: 0 }, text);
}

/** True when any of them is an error: what decides exit code 1. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
