import type { FieldsummaryCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { closed } from '../field_set';
import { takeFields } from '../field_list';
import { integer, OptionReader, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';

const table: OptionTable<FieldsummaryCommand['options']> = { maxvals: integer };

/** The columns of its result. */
export const summaryColumns = [
  'field',
  'count',
  'distinct_count',
  'is_exact',
  'max',
  'mean',
  'min',
  'numeric_count',
  'stdev',
  'values',
] as const;

/** `fieldsummary [maxvals=number] [field …]` */
export const fieldsummarySyntax: CommandSyntax<'fieldsummary'> = {
  names: ['fieldsummary'],
  parse(cursor, start) {
    const reader = new OptionReader('fieldsummary', table);
    reader.takeAll(cursor);
    const fields = takeFields(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'fieldsummary', options: reader.options, fields, span: cursor.spanFrom(start) };
  },
  output: () => closed(summaryColumns),
  print: ({ options, fields }) =>
    `fieldsummary${writeOptions(options)}${fields.length === 0 ? '' : ` ${writeFields(fields)}`}`,
};
