import type { ByField, FieldName } from './ast';
import { parseBinSpan } from './bin_span';
import type { Cursor } from './cursor';

/** Lists of field names, with or without commas between them. */

const FIELD = /(?:[^\s"'()[\]|`,=<>!]|!(?!=))+/y;

/** An option that stands behind the list. */
const OPTION = /\w+\s*=(?!=)/y;

/** A field name, bare, in "double" or in 'single' quotes, when one is next. */
export function takeField(cursor: Cursor): FieldName | undefined {
  const start = cursor.position;
  const quoted = cursor.takeQuoted();
  if (quoted !== undefined) return cursor.field(quoted, start);
  const single = cursor.take(/'[^']*'/y);
  if (single !== undefined) return cursor.field(single.slice(1, -1), start);
  const bare = cursor.take(FIELD);
  return bare === undefined ? undefined : cursor.field(bare, start);
}

/** The same for a name that an earlier command may have made: parentheses right behind it belong to it, as in `sum(x)`. */
export function takeColumn(cursor: Cursor): FieldName | undefined {
  const field = takeField(cursor);
  if (field === undefined || cursor.raw !== '(') return field;
  const { start } = field.span;
  return cursor.takeBalanced() ? cursor.field(cursor.textFrom(start), start) : field;
}

export function expectColumn(cursor: Cursor, what?: string): FieldName {
  return takeColumn(cursor) ?? expectField(cursor, what);
}

export function expectField(cursor: Cursor, what = 'a field'): FieldName {
  const field = takeField(cursor);
  if (field !== undefined) return field;
  throw cursor.problem('WW0303', `Expected ${what} here`, 'write its name; names with blanks or signs stand in quotes');
}

/** list := field { [,] field }, up to the end, a sign that starts something else, or one of the words. */
export function takeFields(cursor: Cursor, stop: readonly string[] = []): readonly FieldName[] {
  const fields: FieldName[] = [];
  for (;;) {
    while (cursor.takeText(','));
    if (cursor.atEnd || stop.some((word) => cursor.isWord(word)) || cursor.peek(OPTION) !== undefined) return fields;
    const field = takeColumn(cursor);
    if (field === undefined) return fields;
    fields.push(field);
  }
}

export function expectFields(cursor: Cursor, stop: readonly string[] = []): readonly FieldName[] {
  const fields = takeFields(cursor, stop);
  return fields.length > 0 ? fields : [expectField(cursor)];
}

/** PREFIX(…) reads the terms of raw events, which nothing here keeps. */
export function refusePrefix(cursor: Cursor): void {
  if (cursor.peek(/PREFIX\s*\(/iy) === undefined) return;
  throw cursor.problem(
    'WW0311',
    'PREFIX() is not supported',
    'name a field of the data model or of the events instead',
  );
}

/** by := field [span=…] { [,] field [span=…] } */
export function parseByList(cursor: Cursor, stop: readonly string[] = []): readonly ByField[] {
  const list: ByField[] = [];
  while (!cursor.atEnd && !stop.some((word) => cursor.isWord(word))) {
    if (cursor.takeText(',')) continue;
    if (list.length > 0 && cursor.peek(OPTION) !== undefined) return timeBinned(list);
    refusePrefix(cursor);
    const start = cursor.position;
    const field = expectField(cursor, 'a field to group by');
    list.push({ kind: 'by', field, binning: takeSpan(cursor), span: cursor.spanFrom(start) });
  }
  return list.length > 0 ? timeBinned(list) : (expectField(cursor, 'a field to group by'), []);
}

/** A span of time behind the list is that of `_time`, wherever that stands in it: `by _time, host span=1h`. */
function timeBinned(list: readonly ByField[]): readonly ByField[] {
  const spanned = list.find(({ field, binning }) => binning?.kind === 'time' && field.name !== '_time');
  const time = list.find(({ field, binning }) => field.name === '_time' && binning === null);
  if (spanned === undefined || time === undefined) return list;
  return list.map((one) => {
    if (one === spanned) return { ...one, binning: null };
    return one === time ? { ...one, binning: spanned.binning } : one;
  });
}

function takeSpan(cursor: Cursor): ByField['binning'] {
  if (cursor.take(/span\s*=\s*/iy) === undefined) return null;
  const written = cursor.takeQuoted() ?? cursor.take(/[\w.@]+/y) ?? '';
  const span = parseBinSpan(written);
  if (span !== undefined) return span;
  throw cursor.problem(
    'WW0306',
    `span takes a span such as 5m, 1d or 10, not "${written}"`,
    'write a number and a unit: s, m, h, d, w, mon',
  );
}
