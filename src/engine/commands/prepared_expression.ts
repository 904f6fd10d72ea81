import type { EvalCall, EvalExpression } from '../../spl/ast';
import { allNodes } from '../../spl/visit';
import type { SearchContext } from '../context';
import type { Evaluate } from '../eval/eval_value';
import { resolveEvalSubsearches } from '../subsearch/resolve';
import type { LookupField } from '../../spl/ast';
import { compileIn, type LookupFinder } from './expression_scope';
import { lookupRows } from './inputlookup';
import { lookupMatcher, plainMatching } from './lookup_match';

/** Compiles an eval expression whose subsearches and lookups are asked before the first row. */
export async function compilePrepared(expression: EvalExpression, context: SearchContext): Promise<Evaluate> {
  const resolved = await resolveEvalSubsearches(expression, context);
  const finders = new Map<string, LookupFinder>();
  for (const { name, call } of lookupCalls(resolved))
    if (!finders.has(name)) finders.set(name, await finderOf(name, call, context));
  return compileIn(context, resolved, finders);
}

/** The calls of `lookup("name", …)` with the names. */
function lookupCalls(expression: EvalExpression): readonly { readonly name: string; readonly call: EvalCall }[] {
  return allNodes(expression).flatMap((node) => {
    if (node.kind !== 'call' || node.name !== 'lookup') return [];
    const [name] = node.arguments;
    return name?.kind === 'string' ? [{ name: name.value, call: node }] : [];
  });
}

async function finderOf(name: string, { span }: EvalCall, context: SearchContext): Promise<LookupFinder> {
  const rows = await lookupRows(name, span, context);
  const matching = context.environment.lookupMatching?.(name) ?? plainMatching;
  return (inputs) => {
    const matches = inputs.map((input): LookupField => {
      const field = { kind: 'field', name: input, span } as const;
      return { kind: 'lookup-field', lookupField: field, eventField: field, span };
    });
    return lookupMatcher(rows, matches, matching, context.clock);
  };
}
