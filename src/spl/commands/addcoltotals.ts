import type { AddcoltotalsCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { takeFields } from '../field_list';
import { OptionReader, text, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';

const table: OptionTable<AddcoltotalsCommand['options']> = { labelfield: text, label: text };

/** `addcoltotals [options] [field …]` */
export const addcoltotalsSyntax: CommandSyntax<'addcoltotals'> = {
  names: ['addcoltotals'],
  parse(cursor, start) {
    const reader = new OptionReader('addcoltotals', table);
    reader.takeAll(cursor);
    const fields = takeFields(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'addcoltotals', options: reader.options, fields, span: cursor.spanFrom(start) };
  },
  output: (before, { options }) => (options.labelfield === undefined ? before : plus(before, [options.labelfield])),
  print: ({ options, fields }) =>
    `addcoltotals${writeOptions(options)}${fields.length === 0 ? '' : ` ${writeFields(fields)}`}`,
};
