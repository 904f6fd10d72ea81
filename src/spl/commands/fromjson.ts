import type { FromjsonCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { opened } from '../field_set';
import { expectColumn } from '../field_list';
import { OptionReader, text, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<FromjsonCommand['options']> = { prefix: text };

/** `fromjson field [prefix=text]` */
export const fromjsonSyntax: CommandSyntax<'fromjson'> = {
  names: ['fromjson'],
  parse(cursor, start) {
    const reader = new OptionReader('fromjson', table);
    reader.takeAll(cursor);
    const field = expectColumn(cursor, 'a field that holds JSON');
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'fromjson', options: reader.options, field, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options, field }) => `fromjson ${writeField(field)}${writeOptions(options)}`,
};
