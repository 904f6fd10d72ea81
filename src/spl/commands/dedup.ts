import type { DedupCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { takeField, expectField } from '../field_list';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';
import { parseSortKeys, writeSortKey } from './sort';

const table: OptionTable<DedupCommand['options']> = { keepevents: boolean, keepempty: boolean, consecutive: boolean };

/** `dedup [limit] field … [options] [sortby key …]` */
export const dedupSyntax: CommandSyntax<'dedup'> = {
  names: ['dedup'],
  parse(cursor, start) {
    const reader = new OptionReader('dedup', table);
    reader.takeAll(cursor);
    const limit = cursor.take(/-?\d+(?=[\s,])/y);
    if (Number(limit ?? 1) < 1)
      throw cursor.problemAt('WW0306', start, 'dedup keeps at least one row of each', 'write a number from 1 on');
    const fields = [];
    for (;;) {
      reader.takeAll(cursor);
      if (cursor.atEnd || cursor.isWord('sortby')) break;
      reader.refuseUnknown(cursor);
      fields.push(takeField(cursor) ?? expectField(cursor));
    }
    if (fields.length === 0) expectField(cursor);
    const sortBy = cursor.takeWord('sortby') ? parseSortKeys(cursor) : [];
    return {
      kind: 'dedup',
      limit: Number(limit ?? 1),
      fields,
      options: reader.options,
      sortBy,
      span: cursor.spanFrom(start),
    };
  },
  output: (before) => before,
  print: ({ limit, fields, options, sortBy }) =>
    `dedup ${limit === 1 ? '' : `${limit} `}${writeFields(fields)}${writeOptions(options)}` +
    (sortBy.length === 0 ? '' : ` sortby ${sortBy.map(writeSortKey).join(', ')}`),
};
