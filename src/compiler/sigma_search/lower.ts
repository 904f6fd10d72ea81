import { diagnosticAt, hasErrors, type Diagnostic } from '../../core/diagnostic';
import { testsOf, type Expression } from '../../sigma/expression';
import type { ReadDocument, SigmaRule } from '../../sigma/rule';
import type { Pipeline } from '../../spl/ast';
import { printSearch } from '../../spl/print';
import { bindToDataModel, bindToEvents } from './fields';
import { adviceAbout } from './advice';
import { withoutKeywords } from './keywords';
import { dataModelPipeline, eventPipeline } from './pipelines';
import { needsEvents } from './needs_events';
import { splitExpression } from './split';

export interface LowerOptions {
  /** CIM names that the results must show besides the usual ones, for example those of risk objects. */
  readonly fields?: readonly string[];
}

/**
 * A rule as a search. `tstats`: the data model's search condition says all of it; `tstats+where`: the rest is decided by
 * `where`; `search`: it needs fields that CIM lacks and runs over the events; `refused`: see the diagnostics.
 */
export interface LoweredSigma {
  readonly kind: 'tstats' | 'tstats+where' | 'search' | 'refused';
  /** SPL without the filter macro; empty when refused. */
  readonly search: string;
  readonly pipeline: Pipeline | null;
  /** The fields of a result row. */
  readonly fields: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The search for a rule: first its condition as a boolean expression over fields, then the strongest search condition
 * that follows from it, then a `where` for what that leaves open. Never gives a search that means something else.
 */
export function lowerSigma(rule: SigmaRule, options: LowerOptions = {}): LoweredSigma {
  const problems = logSourceProblems(rule);
  if (hasErrors(problems)) return refused(problems);
  const reasons = needsEvents(rule);
  const extra = [...(options.fields ?? []), ...rule.fields.flatMap((name) => bindToDataModel(name)?.result ?? [])];
  const lowered = reasons.length === 0 ? overDataModel(rule, extra) : overEvents(rule, extra);
  return { ...lowered, diagnostics: [...problems, ...reasons, ...adviceAbout(rule, lowered)] };
}

/** The search for any Sigma document; correlations, filters and broken documents are refused with the reason. */
export function lowerDocument({ document, diagnostics }: ReadDocument, options: LowerOptions = {}): LoweredSigma {
  switch (document.kind) {
    case 'rule': {
      const lowered = lowerSigma(document, options);
      return { ...lowered, diagnostics: [...diagnostics, ...lowered.diagnostics] };
    }
    case 'correlation':
      return refused([...diagnostics, correlationRefusal(document.typeSpan)]);
    case 'filter':
    case 'broken':
      return refused(diagnostics);
  }
}

function overDataModel(rule: SigmaRule, extra: readonly string[]): LoweredSigma {
  const split = splitExpression(rule.expression, bindToDataModel, rule.conditionSpan);
  const read = fieldsOf(rule.expression).flatMap((name) => bindToDataModel(name)?.result ?? []);
  const { pipeline, fields } = dataModelPipeline(split, read, extra, rule.conditionSpan);
  const kind = split.where === null ? 'tstats' : 'tstats+where';
  return { kind, search: printSearch(pipeline), pipeline, fields, diagnostics: [] };
}

function overEvents(rule: SigmaRule, extra: readonly string[]): LoweredSigma {
  const expression = withoutKeywords(rule.expression);
  const split = splitExpression(expression, bindToEvents, rule.conditionSpan);
  const shown = fieldsOf(rule.expression);
  const tested = split.rest === null ? [] : fieldsOf(split.rest);
  const { pipeline, fields } = eventPipeline(split, shown, tested, extra, rule.conditionSpan);
  return { kind: 'search', search: printSearch(pipeline), pipeline, fields, diagnostics: [] };
}

/** Fields that are tested or referred to. */
function fieldsOf(expression: Expression): readonly string[] {
  const names = testsOf(expression).flatMap((test) => {
    if (test.kind === 'keyword') return [];
    return test.value.kind === 'fieldref' ? [test.field, test.value.field] : [test.field];
  });
  return [...new Set(names)];
}

function refused(diagnostics: readonly Diagnostic[]): LoweredSigma {
  return { kind: 'refused', search: '', pipeline: null, fields: [], diagnostics };
}

const products = ['windows', 'linux', 'macos'];

function logSourceProblems({ logsource, logsourceSpan }: SigmaRule): readonly Diagnostic[] {
  const { category, product } = logsource;
  if (category === 'process_creation' && (product === null || products.includes(product))) return [];
  const named = [category, product, logsource.service].filter((word) => word !== null).join(', ');
  return [
    diagnosticAt(logsourceSpan, {
      code: 'WW0450',
      severity: 'error',
      message: `Rules of the log source "${named}" have no search: only process_creation is kept in Endpoint.Processes`,
      hint: 'Leave the rule out, or rewrite it for category process_creation.',
    }),
  ];
}

function correlationRefusal(span: Parameters<typeof diagnosticAt>[0]): Diagnostic {
  return diagnosticAt(span, {
    code: 'WW0454',
    severity: 'error',
    message: 'Correlation documents are read but not turned into a search',
    hint: 'Convert the rules that it names, and write the correlation as an ESCU detection with stats.',
  });
}
