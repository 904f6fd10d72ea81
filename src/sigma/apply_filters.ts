import { diagnosticAt, type Diagnostic } from '../core/diagnostic';
import { didYouMean } from '../core/suggest';
import { andOf } from './expression';
import type { LogSource, SigmaFilter, SigmaRule } from './rule';

/**
 * The rules with every filter that names them joined on by AND (specification 2.1.0, "Sigma Filters"). A filter that
 * names a rule that is not among them is reported as WW0423.
 */
export function applyFilters(
  rules: readonly SigmaRule[],
  filters: readonly SigmaFilter[],
): { readonly rules: readonly SigmaRule[]; readonly diagnostics: readonly Diagnostic[] } {
  const narrowed = rules.map((rule) => {
    const fitting = filters.filter((filter) => narrows(filter, rule));
    return fitting.length === 0
      ? rule
      : { ...rule, expression: andOf([rule.expression, ...fitting.map(({ expression }) => expression)]) };
  });
  return { rules: narrowed, diagnostics: filters.flatMap((filter) => unknownRules(filter, rules)) };
}

function narrows(filter: SigmaFilter, rule: SigmaRule): boolean {
  if (!covers(filter.logsource, rule.logsource)) return false;
  return filter.rules === 'any' || filter.rules.some((name) => name === rule.id || name === rule.name);
}

/** What the filter's log source names, the rule's must have. */
function covers(filter: LogSource, rule: LogSource): boolean {
  return (['category', 'product', 'service'] as const).every(
    (key) => filter[key] === null || filter[key] === rule[key],
  );
}

function unknownRules(filter: SigmaFilter, rules: readonly SigmaRule[]): readonly Diagnostic[] {
  if (filter.rules === 'any') return [];
  const known = rules.flatMap(({ id, name }) => [id, name].filter((word) => word !== null));
  return filter.rules
    .filter((name) => !known.includes(name))
    .map((name) =>
      diagnosticAt(filter.rulesSpan, {
        code: 'WW0423',
        severity: 'warning',
        message: `The filter "${filter.title}" names the rule "${name}", which is not among the rules read`,
        hint: didYouMean(name, known, 'Give the path of that rule too, or correct the id.'),
      }),
    );
}
