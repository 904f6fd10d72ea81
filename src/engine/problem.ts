import { diagnosticAt, type Diagnostic, type DiagnosticText, type Severity } from '../core/diagnostic';
import type { Span } from '../core/source';

/** Ends a search: caught in run_search.ts and given out as its diagnostic, never shown as a stack trace. */
export class SearchProblem extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Every message of the engine by its code; docs/diagnostics/10.md explains each. */
export const engineCodes = {
  commandRefused: 'WW1001',
  optionRefused: 'WW1002',
  unknownModel: 'WW1003',
  unknownField: 'WW1004',
  badTime: 'WW1005',
  badPattern: 'WW1006',
  patternBudget: 'WW1007',
  badExpression: 'WW1008',
  unknownLookup: 'WW1009',
  rowLimit: 'WW1010',
  timeLimit: 'WW1011',
  memoryLimit: 'WW1012',
  subsearchLimit: 'WW1013',
  misplacedCommand: 'WW1014',
  unknownSavedSearch: 'WW1015',
  database: 'WW1016',
  badArgument: 'WW1017',
  lookupWrite: 'WW1018',
  cancelled: 'WW1019',
  nesting: 'WW1020',
  eventOrder: 'WW1021',
  noResults: 'WW1022',
} as const;

export type EngineCode = keyof typeof engineCodes;

/** A message of the engine about a piece of the search. */
export function engineMessage(
  code: EngineCode,
  severity: Severity,
  span: Span,
  text: Pick<DiagnosticText, 'message' | 'hint'>,
): Diagnostic {
  return diagnosticAt(span, { code: engineCodes[code], severity, ...text });
}

/** The exception that stops the search with an error at this place. */
export function problemAt(code: EngineCode, span: Span, message: string, hint: string): SearchProblem {
  return new SearchProblem(engineMessage(code, 'error', span, { message, hint }));
}
