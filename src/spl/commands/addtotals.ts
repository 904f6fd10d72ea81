import type { AddtotalsCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { takeFields } from '../field_list';
import { boolean, OptionReader, text, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';

const table: OptionTable<AddtotalsCommand['options']> = {
  row: boolean,
  col: boolean,
  labelfield: text,
  label: text,
  fieldname: text,
};

/** `addtotals [options] [field …]` */
export const addtotalsSyntax: CommandSyntax<'addtotals'> = {
  names: ['addtotals'],
  parse(cursor, start) {
    const reader = new OptionReader('addtotals', table);
    reader.takeAll(cursor);
    const fields = takeFields(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'addtotals', options: reader.options, fields, span: cursor.spanFrom(start) };
  },
  output: (before, { options }) =>
    plus(before, [
      ...(options.row === false ? [] : [options.fieldname ?? 'Total']),
      ...(options.col === true && options.labelfield !== undefined ? [options.labelfield] : []),
    ]),
  print: ({ options, fields }) =>
    `addtotals${writeOptions(options)}${fields.length === 0 ? '' : ` ${writeFields(fields)}`}`,
};
