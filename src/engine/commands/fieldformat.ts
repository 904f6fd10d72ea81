import type { Command, FieldformatCommand } from '../../spl/ast';
import { fieldValueOf, type Evaluate } from '../eval/eval_value';
import type { FieldValue, Row } from '../types';
import { mapBatches, type Runner } from './command';
import { compilePrepared } from './prepared_expression';

/** `fieldformat`: how fields are shown. It runs behind all other commands, which see the values themselves. */
export const runFieldformat: Runner<'fieldformat'> = ({ assignments }, context) =>
  async function* (input) {
    const formats = await Promise.all(
      assignments.map(async ({ field, expression }): Promise<Format> => ({
        name: field.name,
        evaluate: await compilePrepared(expression, context),
      })),
    );
    yield* mapBatches(({ fields, rows }) => {
      const present = formats.filter(({ name }) => fields.includes(name));
      return { fields, rows: present.length === 0 ? rows : rows.map((row) => formatted(row, present)) };
    })(input);
  };

interface Format {
  readonly name: string;
  readonly evaluate: Evaluate;
}

function formatted(row: Row, formats: readonly Format[]): Row {
  const result: Record<string, FieldValue> = { ...row };
  for (const { name, evaluate } of formats) {
    const value = fieldValueOf(evaluate(row));
    if (value !== null) result[name] = value;
  }
  return result;
}

/** The commands with all formats in one behind them; in a subsearch, whose rows nobody is shown, there are none. */
export function formattedLast(commands: readonly Command[], depth: number): readonly Command[] {
  const formats = commands.filter((one): one is FieldformatCommand => one.kind === 'fieldformat');
  const [first] = formats;
  if (first === undefined) return commands;
  const others = commands.filter(({ kind }) => kind !== 'fieldformat');
  if (depth > 0) return others;
  return [...others, { ...first, assignments: formats.flatMap(({ assignments }) => assignments) }];
}
