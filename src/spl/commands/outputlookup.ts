import type { OutputlookupCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeOptions, writeText } from '../write';
import { expectLookupName } from './lookup';

const table: OptionTable<OutputlookupCommand['options']> = {
  append: boolean,
  create_empty: boolean,
  createinapp: boolean,
  key_field: text,
  max: integer,
  override_if_empty: boolean,
  output_format: text,
};

/** `outputlookup [options] lookup [options]` */
export const outputlookupSyntax: CommandSyntax<'outputlookup'> = {
  names: ['outputlookup'],
  parse(cursor, start) {
    const reader = new OptionReader('outputlookup', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const lookup = expectLookupName(cursor);
    reader.takeAll(cursor);
    return { kind: 'outputlookup', options: reader.options, lookup, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ options, lookup }) => `outputlookup${writeOptions(options)} ${writeText(lookup)}`,
};
