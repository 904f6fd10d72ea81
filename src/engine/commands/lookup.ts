import type { LookupCommand, LookupField } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { fromList, listOf, scalarText } from '../values/value';
import { lookupFields, lookupRows } from './inputlookup';
import { mapBatches, type Runner } from './command';

/** Most rows of a lookup that one event takes; transforms.conf max_matches. */
const MOST_MATCHES = 1000;

/** `lookup`: fields of the lookup's rows that match the row; several matches make several values. */
export const runLookup: Runner<'lookup'> = (command, context) =>
  async function* (input) {
    const rows = await lookupRows(command.lookup, command.span, context);
    const outputs = outputFields(command, rows);
    const find = matcher(rows, command.matches);
    yield* mapBatches((batch) => ({
      fields: addFields(
        batch.fields,
        outputs.map(({ eventField }) => eventField.name),
      ),
      rows: batch.rows.map((row) => withOutputs(row, find(row), outputs, command.output?.mode === 'outputnew')),
    }))(input);
  };

function outputFields({ output, matches, span }: LookupCommand, rows: readonly Row[]): readonly LookupField[] {
  if (output !== null) return output.fields;
  const keys = new Set(matches.map(({ lookupField }) => lookupField.name));
  return lookupFields(rows)
    .filter((name) => !keys.has(name) && !name.startsWith('_'))
    .map((name) => {
      const field = { kind: 'field', name, span } as const;
      return { kind: 'lookup-field', lookupField: field, eventField: field, span };
    });
}

/** Finds the rows of the lookup by an index over all match fields; values compare whole, case counts. */
function matcher(rows: readonly Row[], matches: readonly LookupField[]): (row: Row) => readonly Row[] {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(matches.map(({ lookupField }) => fieldOf(row, lookupField.name)));
    if (key === undefined) continue;
    const same = index.get(key) ?? [];
    index.set(key, same);
    same.push(row);
  }
  const [only] = matches;
  return (row) => {
    if (matches.length === 1 && only !== undefined)
      return listOf(fieldOf(row, only.eventField.name)).flatMap((value) => index.get(keyOf([value]) ?? '') ?? []);
    const key = keyOf(matches.map(({ eventField }) => fieldOf(row, eventField.name)));
    return key === undefined ? [] : (index.get(key) ?? []);
  };
}

function keyOf(values: readonly FieldValue[]): string | undefined {
  return values.some((value) => value === null)
    ? undefined
    : values.map((value) => listOf(value).map(scalarText).join('\u0001')).join('\u0000');
}

function withOutputs(row: Row, found: readonly Row[], outputs: readonly LookupField[], onlyNew: boolean): Row {
  if (found.length === 0) return row;
  const result: Record<string, FieldValue> = { ...row };
  for (const { lookupField, eventField } of outputs) {
    if (onlyNew && fieldOf(row, eventField.name) !== null) continue;
    result[eventField.name] = fromList(
      found.slice(0, MOST_MATCHES).flatMap((one) => listOf(fieldOf(one, lookupField.name))),
    );
  }
  return result;
}
