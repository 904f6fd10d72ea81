import { strftime } from './time/strftime';
import type { FieldValue, Row } from './types';
import { addFields, fieldOf, type Batch } from './values/row';
import { isList, numberOf, scalarText, textOf } from './values/value';

/** The rows of a search as Splunk's JSON shows them (text, or lists of text; `_time` as ISO 8601), taken up as they come. */
export class ResultRows {
  private fields: readonly string[] = [];
  private readonly filled = new Set<string>();
  private readonly rows: Row[] = [];
  private taken = 0;

  constructor(private readonly timeZone: string) {}

  /** Rows that were taken. */
  get count(): number {
    return this.taken;
  }

  /** Makes the rows from one place to another of a batch ready to be shown. */
  take({ fields, rows }: Batch, from: number, to: number): readonly Row[] {
    this.fields = addFields(this.fields, fields);
    const some = rows.slice(from, to).map((row) => shownRow(row, this.fields, this.timeZone, this.filled));
    this.taken += some.length;
    return some;
  }

  /** Holds rows for the result. */
  keep(rows: readonly Row[]): void {
    for (const row of rows) this.rows.push(row);
  }

  /** What is held by now. Fields that are null everywhere are no columns. */
  result(): Batch {
    return { fields: this.fields.filter((field) => this.filled.has(field)), rows: this.rows.slice() };
  }
}

/** A plain loop: this runs for every cell of every result. */
function shownRow(row: Row, fields: readonly string[], timeZone: string, filled: Set<string>): Row {
  const shown: Record<string, FieldValue> = {};
  for (const name of fields) {
    const value = fieldOf(row, name);
    if (value === null) continue;
    filled.add(name);
    if (name === '_time') shown[name] = shownTime(textOf(value) ?? '', timeZone);
    else shown[name] = isList(value) ? value.map(scalarText) : scalarText(value);
  }
  return shown;
}

function shownTime(text: string, timeZone: string): string {
  const epoch = numberOf(text);
  return epoch === undefined ? text : strftime(epoch, '%Y-%m-%dT%H:%M:%S.%3N%:z', timeZone);
}
