import type { InputlookupCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, integer, OptionReader, type OptionTable } from '../options';
import { parseSearchExpression } from '../search_expression';
import { writeOptions, writeText } from '../write';
import { expectLookupName } from './lookup';
import { opened } from '../field_set';

const table: OptionTable<InputlookupCommand['options']> = {
  append: boolean,
  strict: boolean,
  start: integer,
  max: integer,
};

/** `inputlookup [options] lookup [options] [where condition]` */
export const inputlookupSyntax: CommandSyntax<'inputlookup'> = {
  names: ['inputlookup'],
  parse(cursor, start) {
    const reader = new OptionReader('inputlookup', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const lookup = expectLookupName(cursor);
    reader.takeAll(cursor);
    const where = cursor.takeWord('where') ? parseSearchExpression(cursor) : null;
    return { kind: 'inputlookup', options: reader.options, lookup, where, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options, lookup, where }, writer) =>
    `inputlookup${writeOptions(options)} ${writeText(lookup)}${where === null ? '' : ` where ${writer.search(where)}`}`,
};
