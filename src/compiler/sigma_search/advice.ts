import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import { testsOf } from '../../sigma/expression';
import type { SigmaRule } from '../../sigma/rule';
import type { Pipeline } from '../../spl/ast';
import { bindToDataModel } from './fields';

/** What a person should know about a search that was made: its cost, and where CIM says less than the events. */
export function adviceAbout(
  rule: SigmaRule,
  lowered: { readonly kind: string; readonly pipeline: Pipeline | null },
): readonly Diagnostic[] {
  return [...fullScan(rule, lowered.pipeline), ...emptyOrMissing(rule, lowered.kind), ...otherSystems(rule)];
}

function fullScan(rule: SigmaRule, pipeline: Pipeline | null): readonly Diagnostic[] {
  const first = pipeline?.commands[0];
  const unbounded =
    (first?.kind === 'tstats' && first.where === null) ||
    (first?.kind === 'search' && first.expression.kind === 'macro');
  if (!unbounded) return [];
  return [
    diagnosticAt(rule.conditionSpan, {
      code: 'WW0453',
      severity: 'warning',
      message:
        'The search reads every process creation: nothing in this rule narrows it down before the regular expressions run',
      hint: 'Add a condition on Image or a plain text that the command line must hold.',
    }),
  ];
}

/** An empty value is as good as none in CIM, so a test for one finds the other too. */
function emptyOrMissing(rule: SigmaRule, kind: string): readonly Diagnostic[] {
  if (kind === 'search') return [];
  const found = testsOf(rule.expression).find(
    (test) =>
      test.kind === 'test' &&
      bindToDataModel(test.field) !== undefined &&
      (test.value.kind === 'null' || (test.value.kind === 'string' && test.value.string.parts.length === 0)),
  );
  if (found?.kind !== 'test') return [];
  return [
    diagnosticAt(found.span, {
      code: 'WW0455',
      severity: 'information',
      message: `The data model does not tell an empty ${found.field} from a missing one; the search finds both`,
      hint: 'Nothing to do, unless the difference matters to you.',
    }),
  ];
}

function otherSystems({ logsource, logsourceSpan }: SigmaRule): readonly Diagnostic[] {
  if (logsource.product === 'windows' || logsource.product === null) return [];
  return [
    diagnosticAt(logsourceSpan, {
      code: 'WW0456',
      severity: 'information',
      message: `Endpoint.Processes does not say the operating system: the search also looks at hosts that do not run ${logsource.product}`,
      hint: 'Narrow it in the filter macro by dest if that matters.',
    }),
  ];
}
