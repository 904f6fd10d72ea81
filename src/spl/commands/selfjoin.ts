import type { SelfjoinCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { expectFields } from '../field_list';
import { boolean, integer, OptionReader, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';

const table: OptionTable<SelfjoinCommand['options']> = { overwrite: boolean, max: integer, keepsingle: boolean };

/** `selfjoin [options] field …` */
export const selfjoinSyntax: CommandSyntax<'selfjoin'> = {
  names: ['selfjoin'],
  parse(cursor, start) {
    const reader = new OptionReader('selfjoin', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const fields = expectFields(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'selfjoin', options: reader.options, fields, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ options, fields }) => `selfjoin${writeOptions(options)} ${writeFields(fields)}`,
};
