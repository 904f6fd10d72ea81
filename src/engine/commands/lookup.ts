import type { LookupCommand, LookupField } from '../../spl/ast';
import type { FieldValue, LookupMatching, Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { fromList, listOf } from '../values/value';
import { lookupFields, lookupRows } from './inputlookup';
import { lookupMatcher, plainMatching } from './lookup_match';
import { mapBatches, type Runner } from './command';

/** `lookup`: fields of the lookup's rows that match the row; several matches make several values. */
export const runLookup: Runner<'lookup'> = (command, context) =>
  async function* (input) {
    const rows = await lookupRows(command.lookup, command.span, context);
    const outputs = outputFields(command, rows);
    const matching = context.environment.lookupMatching?.(command.lookup) ?? plainMatching;
    const find = lookupMatcher(rows, command.matches, matching, context.clock);
    const how = { onlyNew: command.output?.mode === 'outputnew', matching };
    yield* mapBatches((batch) => ({
      fields: addFields(
        batch.fields,
        outputs.map(({ eventField }) => eventField.name),
      ),
      rows: batch.rows.map((row) => withOutputs(row, find(row), outputs, how)),
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

function withOutputs(row: Row, found: readonly Row[], outputs: readonly LookupField[], how: Output): Row {
  const missing = Math.max(0, how.matching.minMatches - found.length);
  if (found.length === 0 && missing === 0) return row;
  const result: Record<string, FieldValue> = { ...row };
  const defaults = Array<string>(missing).fill(how.matching.defaultMatch);
  for (const { lookupField, eventField } of outputs) {
    if (how.onlyNew && fieldOf(row, eventField.name) !== null) continue;
    result[eventField.name] = fromList([
      ...found.flatMap((one) => listOf(fieldOf(one, lookupField.name))),
      ...defaults,
    ]);
  }
  return result;
}

interface Output {
  readonly onlyNew: boolean;
  readonly matching: LookupMatching;
}
