import type { MakemvCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { expectField } from '../field_list';
import { boolean, text, OptionReader, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<MakemvCommand['options']> = {
  delim: text,
  tokenizer: text,
  allowempty: boolean,
  setsv: boolean,
};

/** `makemv [options] field [options]` */
export const makemvSyntax: CommandSyntax<'makemv'> = {
  names: ['makemv'],
  parse(cursor, start) {
    const reader = new OptionReader('makemv', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const field = expectField(cursor);
    reader.takeAll(cursor);
    return { kind: 'makemv', options: reader.options, field, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ options, field }) => `makemv${writeOptions(options)} ${writeField(field)}`,
};
