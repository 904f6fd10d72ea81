import { diagnosticAt, type Diagnostic, type DiagnosticText } from '../../core/diagnostic';
import { wholeSpan, type Source, type Span } from '../../core/source';
import type { FieldName, SearchExpression } from '../../spl/ast';
import { expandMacros } from '../../spl/expand';
import type { MacroLookup } from '../../spl/macros';
import { parseCondition } from '../../spl/parse';
import { walk } from '../../spl/visit';
import { reportMixed } from '../rules/mixed_and_or';
import type { RuleReport } from '../rules/rule';
import { reportModelFields } from '../rules/unknown_model_field';

/** Of a condition whose OR is open to what is written behind it: parentheses around all mend it. */
export const OPEN_CONDITION = 'WW0610';

/**
 * What is wrong with the text of a macro that stands in the `where` of a tstats over Endpoint.Processes: it must be a
 * condition that stays whole whatever is written behind it. Errors first, each at its place in the text; macros in it are
 * looked up and their text counts as written at the call.
 */
export function conditionProblems(source: Source, lookup: MacroLookup): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => found.push(diagnostic);
  const ofMacro = (diagnostic: Diagnostic): number =>
    report(UNDECIDED.has(diagnostic.code) ? { ...diagnostic, severity: 'warning' } : diagnostic);
  const expression = parseCondition(expandMacros(source, lookup, ofMacro), { report });
  if (found.every(({ severity }) => severity !== 'error')) meaningProblems(source, expression, report);
  return [...found].sort((a, b) => rank(a) - rank(b));
}

/** Macros that are not found here, or whose text an eval gives: whether they will do, Splunk's own parser says. */
const UNDECIDED: ReadonlySet<string> = new Set(['WW0320', 'WW0323']);

const rank = ({ severity }: Diagnostic): number => (severity === 'error' ? 0 : 1);

function meaningProblems(
  source: Source,
  expression: SearchExpression,
  report: (diagnostic: Diagnostic) => number,
): void {
  const say = (span: Span, text: DiagnosticText): number => report(diagnosticAt(span, text));
  if (expression.kind === 'everything') say(wholeSpan(source), everything);
  if (expression.kind === 'or' && !expression.parenthesised) say(expression.span, open);
  const fields: FieldName[] = [];
  walk(expression, (node) => {
    if (node.kind === 'term' && node.value.directive === null) say(node.span, word);
    if (node.kind === 'field') fields.push(node);
    // What a subsearch reads is no field of this data model.
    return node.kind !== 'subsearch';
  });
  const warning =
    (code: string): RuleReport =>
    (span, message, hint) =>
      void say(span, { code, severity: 'warning', message, hint });
  reportMixed(expression, warning('WW0701'));
  reportModelFields(fields, new Set(), warning('WW0703'));
}

const everything: DiagnosticText = {
  code: 'WW0608',
  severity: 'error',
  message: 'The condition is empty, so it holds for every process',
  hint: 'Write for example (Processes.parent_process_name IN ("w3wp.exe")).',
};

const word: DiagnosticText = {
  code: 'WW0609',
  severity: 'error',
  message: 'A word alone compares no field of the data model',
  hint: 'Write Processes.field=value; put a value with blanks into quotes, and AND, OR and NOT into capitals.',
};

const open: DiagnosticText = {
  code: OPEN_CONDITION,
  severity: 'error',
  message: 'OR stands outside parentheses, and searches write more conditions behind this one',
  hint: 'Put the whole condition in parentheses.',
};
