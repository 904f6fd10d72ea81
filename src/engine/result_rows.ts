import { strftime } from './time/strftime';
import type { FieldValue, Row } from './types';
import { fieldOf, type Batch } from './values/row';
import { listOf, numberOf, scalarText } from './values/value';

/** Rows as Splunk's JSON shows them: text, or lists of text; `_time` as ISO 8601; fields that are null are left out. */
export function shownRows({ fields, rows }: Batch, timeZone: string): readonly Row[] {
  return rows.map((row) => Object.fromEntries(fields.flatMap((name) => cell(row, name, timeZone))));
}

function cell(row: Row, name: string, timeZone: string): readonly (readonly [string, FieldValue])[] {
  const values = listOf(fieldOf(row, name)).map(scalarText);
  const [first] = values;
  if (first === undefined) return [];
  if (name === '_time') return [[name, shownTime(first, timeZone)]];
  return [[name, values.length === 1 ? first : values]];
}

function shownTime(text: string, timeZone: string): string {
  const epoch = numberOf(text);
  return epoch === undefined ? text : strftime(epoch, '%Y-%m-%dT%H:%M:%S.%3N%:z', timeZone);
}

/** The fields that some row has; those that are null everywhere are no columns. */
export function shownFields({ fields, rows }: Batch): readonly string[] {
  const empty = new Set(fields);
  for (const row of rows) {
    if (empty.size === 0) break;
    for (const name of empty) if (fieldOf(row, name) !== null) empty.delete(name);
  }
  return fields.filter((field) => !empty.has(field));
}
