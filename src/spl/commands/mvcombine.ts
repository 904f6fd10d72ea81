import type { MvcombineCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { expectField } from '../field_list';
import { text, OptionReader, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<MvcombineCommand['options']> = { delim: text };

/** `mvcombine [options] field [options]` */
export const mvcombineSyntax: CommandSyntax<'mvcombine'> = {
  names: ['mvcombine'],
  parse(cursor, start) {
    const reader = new OptionReader('mvcombine', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const field = expectField(cursor);
    reader.takeAll(cursor);
    return { kind: 'mvcombine', options: reader.options, field, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ options, field }) => `mvcombine${writeOptions(options)} ${writeField(field)}`,
};
