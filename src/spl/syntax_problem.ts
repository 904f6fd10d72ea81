import type { Span } from '../core/source';
import { diagnosticAt, type Diagnostic, type Severity } from '../core/diagnostic';

/** What the grammar objects to; the parser turns it into a diagnostic at the end of the command where it happened. */
export class SyntaxProblem extends Error {
  constructor(
    readonly code: SplCode,
    message: string,
    readonly hint: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

/** Every code of this folder; docs/diagnostics/03.md says what each means. */
export type SplCode =
  | 'WW0301'
  | 'WW0302'
  | 'WW0303'
  | 'WW0304'
  | 'WW0305'
  | 'WW0306'
  | 'WW0307'
  | 'WW0308'
  | 'WW0309'
  | 'WW0310'
  | 'WW0311'
  | 'WW0312'
  | 'WW0320'
  | 'WW0321'
  | 'WW0322'
  | 'WW0323'
  | 'WW0324'
  | 'WW0325';

/** A diagnostic about a piece of SPL. */
export function splDiagnostic(
  code: SplCode,
  severity: Severity,
  span: Span,
  message: string,
  hint: string,
): Diagnostic {
  return diagnosticAt(span, { code, severity, message, hint });
}
