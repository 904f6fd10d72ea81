import type { XmlkvCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { takeField } from '../field_list';
import { integer, OptionReader, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';
import { opened } from '../field_set';

const table: OptionTable<XmlkvCommand['options']> = { maxinputs: integer };

/** `xmlkv [field] [maxinputs=n]` */
export const xmlkvSyntax: CommandSyntax<'xmlkv'> = {
  names: ['xmlkv'],
  parse(cursor, start) {
    const reader = new OptionReader('xmlkv', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const field = takeField(cursor) ?? cursor.field('_raw', start);
    reader.takeAll(cursor);
    return { kind: 'xmlkv', options: reader.options, field, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options, field }) => `xmlkv${writeOptions(options)} ${writeField(field)}`,
};
