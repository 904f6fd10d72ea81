import type { Row } from '../types';
import { fieldOf, isInternal } from '../values/row';
import { listOf, scalarText } from '../values/value';
import { mapTable, type Runner } from './command';

const defaults = ['(', '(', 'AND', ')', 'OR', ')'] as const;

/** `format`: all rows as one search expression, in the field `search`. */
export const runFormat: Runner<'format'> = ({ options, parts }, context) =>
  mapTable(context, ({ fields, rows }) => {
    const [
      rowPrefix = '(',
      columnPrefix = '(',
      columnSeparator = 'AND',
      columnEnd = ')',
      rowSeparator = 'OR',
      rowEnd = ')',
    ] = parts.length === 6 ? parts : defaults;
    const names = fields.filter((field) => !isInternal(field));
    const kept =
      options.maxresults === undefined || options.maxresults === 0 ? rows : rows.slice(0, options.maxresults);
    const lines = kept.flatMap((row) => {
      const pairs = names.flatMap((name) => conditions(row, name, options.mvsep ?? 'OR'));
      return pairs.length === 0 ? [] : [`${columnPrefix} ${pairs.join(` ${columnSeparator} `)} ${columnEnd}`];
    });
    const text =
      lines.length === 0 ? (options.emptystr ?? 'NOT( )') : `${rowPrefix} ${lines.join(` ${rowSeparator} `)} ${rowEnd}`;
    return { fields: ['search'], rows: [{ search: text }] };
  });

function conditions(row: Row, name: string, between: string): readonly string[] {
  const pairs = listOf(fieldOf(row, name)).map((value) => condition(name, scalarText(value)));
  return pairs.length < 2 ? pairs : [`( ${pairs.join(` ${between} `)} )`];
}

/** `name="value"`, escaped; the fields `search` and `query` give their text as it stands. */
export function condition(name: string, value: string): string {
  if (name === 'search' || name === 'query') return value.startsWith('(') ? value : `( ${value} )`;
  const field = /^[\w.:{}-]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `${field}="${value.replace(/["\\]/g, '\\$&')}"`;
}
