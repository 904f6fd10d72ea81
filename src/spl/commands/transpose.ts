import type { TransposeCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, OptionReader, text, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { opened } from '../field_set';

const table: OptionTable<TransposeCommand['options']> = {
  column_name: text,
  header_field: text,
  include_empty: boolean,
};

/** `transpose [limit] [options]` */
export const transposeSyntax: CommandSyntax<'transpose'> = {
  names: ['transpose'],
  parse(cursor, start) {
    const reader = new OptionReader('transpose', table);
    reader.takeAll(cursor);
    const limit = cursor.take(/(?:int\s*=\s*)?\d+/iy);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return {
      kind: 'transpose',
      limit: limit === undefined ? null : Number(limit.replace(/\D+/, '')),
      options: reader.options,
      span: cursor.spanFrom(start),
    };
  },
  output: opened,
  print: ({ limit, options }) => `transpose${limit === null ? '' : ` ${limit}`}${writeOptions(options)}`,
};
