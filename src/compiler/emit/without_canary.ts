import type { SearchExpression, TstatsCommand } from '../../spl/ast';
import { parseSearch } from '../../spl/parse';
import { walk } from '../../spl/visit';
import type { Detection } from '../detection';
import { notCanaryMacro } from '../own_app/macro_names';

/** A change of a text: what to put in at an offset. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * The detection with the canary's events left out of every `tstats` over Endpoint.Processes, also in the drilldowns that
 * repeat its search. Nothing of what the author wrote is changed but for parentheses around conditions that hold an OR.
 */
export function withoutCanary(detection: Detection): Detection {
  const { search, drilldowns } = detection;
  const text = searchWithoutCanary(search.source.text);
  if (text === search.source.text) return detection;
  const before = search.source.text.trim();
  return {
    ...detection,
    search: { ...search, source: { name: search.source.name, text } },
    drilldowns: drilldowns.map((drilldown) => ({
      ...drilldown,
      search: drilldown.search.split(before).join(text.trim()),
    })),
  };
}

/** A search that the canary's events do not reach; one that calls the macro already stays as it is. */
export function searchWithoutCanary(text: string): string {
  if (text.includes(`\`${notCanaryMacro}\``)) return text;
  const insertions: Insertion[] = [];
  walk(parseSearch({ name: '', text }, { report: () => undefined }), (node) => {
    if (node.kind === 'tstats' && readsProcesses(node)) insertions.push(...insertionsFor(node, text));
  });
  return insertions
    .sort((a, b) => b.at - a.at)
    .reduce((done, { at, text: more }) => done.slice(0, at) + more + done.slice(at), text);
}

function readsProcesses({ datamodel }: TstatsCommand): boolean {
  return datamodel?.model === 'Endpoint' && (datamodel.dataset === null || datamodel.dataset === 'Processes');
}

function insertionsFor({ datamodel, where }: TstatsCommand, text: string): readonly Insertion[] {
  const call = `\`${notCanaryMacro}\``;
  if (where === null) return datamodel === null ? [] : [{ at: datamodel.span.end, text: ` where ${call}` }];
  const { start, end, isWrapped } = withParentheses(where, text);
  if (isWrapped || !holdsBareOr(where)) return [{ at: start, text: `${call} ` }];
  return [
    { at: start, text: `${call} (` },
    { at: end, text: ')' },
  ];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly isWrapped: boolean;
}

/** Where a condition begins and ends with the parentheses around it, which its own place leaves out. */
function withParentheses({ span }: SearchExpression, text: string): Stretch {
  const before = /(?:\(\s*)*$/.exec(text.slice(0, span.start))?.[0] ?? '';
  const after = /^\s*(?:\)\s*)*/.exec(text.slice(span.end))?.[0] ?? '';
  const isWrapped = before !== '' && after.includes(')');
  const end = span.end + (isWrapped ? after.length : 0);
  return {
    start: span.start - (isWrapped ? before.length : 0),
    end: text.slice(0, end).trimEnd().length,
    isWrapped,
  };
}

/** An OR outside parentheses: a condition beside it would be read with one of its sides alone. */
function holdsBareOr(expression: SearchExpression): boolean {
  if (expression.kind === 'not') return holdsBareOr(expression.operand);
  if ((expression.kind !== 'and' && expression.kind !== 'or') || expression.parenthesised) return false;
  return expression.kind === 'or' || expression.operands.some(holdsBareOr);
}
