import type { FillnullCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { takeFields } from '../field_list';
import { OptionReader, text, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';
import { plus } from '../field_set';

const table: OptionTable<FillnullCommand['options']> = { value: text };

/** `fillnull [value=…] [field …]`; the value may stand behind the fields too. */
export const fillnullSyntax: CommandSyntax<'fillnull'> = {
  names: ['fillnull'],
  parse(cursor, start) {
    const reader = new OptionReader('fillnull', table);
    reader.takeAll(cursor);
    const fields = takeFields(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'fillnull', options: reader.options, fields, span: cursor.spanFrom(start) };
  },
  output: (before, { fields }) =>
    plus(
      before,
      fields.map(({ name }) => name),
    ),
  print: ({ options, fields }) => `fillnull${writeOptions(options)} ${writeFields(fields)}`.trimEnd(),
};
