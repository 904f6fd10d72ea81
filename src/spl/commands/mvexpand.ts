import type { MvexpandCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { expectField } from '../field_list';
import { integer, OptionReader, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<MvexpandCommand['options']> = { limit: integer };

/** `mvexpand [options] field [options]` */
export const mvexpandSyntax: CommandSyntax<'mvexpand'> = {
  names: ['mvexpand'],
  parse(cursor, start) {
    const reader = new OptionReader('mvexpand', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const field = expectField(cursor);
    reader.takeAll(cursor);
    return { kind: 'mvexpand', options: reader.options, field, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ options, field }) => `mvexpand${writeOptions(options)} ${writeField(field)}`,
};
