import { strftime } from './time/strftime';
import type { FieldValue, Row } from './types';
import { fieldOf, type Batch } from './values/row';
import { isList, numberOf, scalarText, textOf } from './values/value';

/** Rows as Splunk's JSON shows them: text, or lists of text; `_time` as ISO 8601; fields that are null are left out. */
export function shownRows({ fields, rows }: Batch, timeZone: string): readonly Row[] {
  return rows.map((row) => shownRow(row, fields, timeZone));
}

/** A plain loop: this runs for every cell of every result. */
function shownRow(row: Row, fields: readonly string[], timeZone: string): Row {
  const shown: Record<string, FieldValue> = {};
  for (const name of fields) {
    const value = fieldOf(row, name);
    if (value === null) continue;
    if (name === '_time') shown[name] = shownTime(textOf(value) ?? '', timeZone);
    else shown[name] = isList(value) ? value.map(scalarText) : scalarText(value);
  }
  return shown;
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
