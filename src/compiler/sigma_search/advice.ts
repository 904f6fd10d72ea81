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
  return distinct([
    ...fullScan(rule, lowered.pipeline),
    ...emptyOrMissing(rule, lowered.kind),
    ...impossiblePaths(rule),
    ...otherSystems(rule),
  ]);
}

/** Each once, however often the condition names a selection. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [`${one.line} ${one.column} ${one.message}`, one])).values()];
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

/** Programs without a file of their own. */
const pathless = /^(?:system|registry|mem(?:ory )?compression|vmmem\w*|secure system|idle|unknown|-|)$/i;

/** On Windows these fields hold whole paths: a bare name equals none of them, and no part of one has a slash or two backslashes. */
function impossiblePaths(rule: SigmaRule): readonly Diagnostic[] {
  if (rule.logsource.product !== 'windows') return [];
  return testsOf(rule.expression).flatMap((test) => {
    if (test.kind !== 'test' || !/^(?:Parent)?Image$/.test(test.field) || test.value.kind !== 'string') return [];
    const { parts } = test.value.string;
    const texts = parts.map((part) => (part.kind === 'literal' ? part.text : ''));
    const [only = ''] = texts;
    const isBare = parts.length <= 1 && !only.includes('\\') && !pathless.test(only);
    if (!isBare && !texts.some((text) => text.includes('/') || /.\\\\|\\\\.*\.exe$/.test(text))) return [];
    return [
      diagnosticAt(test.span, {
        code: 'WW0457',
        severity: 'warning',
        message: isBare
          ? `${test.field} is a whole path, which "${only}" alone never equals`
          : `No path in ${test.field} has a slash or two backslashes in a row, so this finds nothing`,
        hint: "write a backslash before the name: Image|endswith: '\\cmd.exe'",
      }),
    ];
  });
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
