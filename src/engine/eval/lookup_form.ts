import type { EvalCall, EvalExpression } from '../../spl/ast';
import { problemAt } from '../problem';
import type { Row } from '../types';
import { fieldOf } from '../values/row';
import { listOf, scalarText } from '../values/value';
import { fieldValueOf, type Evaluate } from './eval_value';
import type { FormScope } from './form_scope';

/** `lookup("name", json_object("field", value, …), json_array("field", …))`: the fields of the rows that match, as JSON. */
export function compileLookup(call: EvalCall, { compile, lookup }: FormScope): Evaluate {
  const [name, inputs, outputs] = call.arguments;
  const pairs = pairsOf(inputs);
  const names = textsOf(outputs);
  if (name?.kind !== 'string' || pairs === undefined || names === undefined) throw badForm(call);
  const find = lookup(
    name.value,
    pairs.map(([field]) => field),
  );
  if (find === undefined) throw misplaced(call);
  const values = pairs.map(([field, value]) => [field, compile(value)] as const);
  return (row) => {
    const wanted: Row = Object.fromEntries(values.map(([field, value]) => [field, fieldValueOf(value(row))]));
    return found(find(wanted), names);
  };
}

/** One value as a text, several as an array; nothing when no row matches. */
function found(rows: readonly Row[], names: readonly string[]): string | null {
  const entries = names.flatMap((name) => {
    const texts = rows.flatMap((row) => listOf(fieldOf(row, name)).map(scalarText));
    return texts.length === 0 ? [] : [[name, texts.length === 1 ? texts[0] : texts] as const];
  });
  return entries.length === 0 ? null : JSON.stringify(Object.fromEntries(entries));
}

/** The names and values of `json_object("name", value, …)`. */
function pairsOf(expression: EvalExpression | undefined): readonly (readonly [string, EvalExpression])[] | undefined {
  if (expression?.kind !== 'call' || expression.name !== 'json_object') return undefined;
  const pairs: (readonly [string, EvalExpression])[] = [];
  for (let i = 0; i < expression.arguments.length; i += 2) {
    const [name, value] = expression.arguments.slice(i, i + 2);
    if (name?.kind !== 'string' || value === undefined) return undefined;
    pairs.push([name.value, value]);
  }
  return pairs.length === 0 ? undefined : pairs;
}

/** The texts of `json_array("text", …)`. */
function textsOf(expression: EvalExpression | undefined): readonly string[] | undefined {
  if (expression?.kind !== 'call' || expression.name !== 'json_array') return undefined;
  const texts = expression.arguments.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
  return texts.length === 0 || texts.length < expression.arguments.length ? undefined : texts;
}

function badForm({ span }: EvalCall): Error {
  return problemAt(
    'badExpression',
    span,
    'lookup takes a name in quotes, a json_object and a json_array',
    'Write lookup("name.csv", json_object("field", field), json_array("output")).',
  );
}

function misplaced({ span }: EvalCall): Error {
  return problemAt(
    'badExpression',
    span,
    'lookup() stands in eval, where and fieldformat only',
    'Compute it with eval before, and use the field here.',
  );
}
