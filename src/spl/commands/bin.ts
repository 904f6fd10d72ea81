import type { BinOptions } from '../ast';
import { takeAs } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { expectField } from '../field_list';
import { binSpan, integer, number, OptionReader, text, type OptionTable } from '../options';
import { writeAs, writeField, writeOptions } from '../write';
import { plus } from '../field_set';

/** The binning options, which chart and timechart have too. */
export const binOptions: OptionTable<BinOptions> = {
  bins: integer,
  minspan: binSpan,
  span: binSpan,
  start: number,
  end: number,
  aligntime: text,
};

/** `bin [options] field [as name]`; options may stand behind the field too. */
export const binSyntax: CommandSyntax<'bin'> = {
  names: ['bin', 'bucket', 'discretize'],
  parse(cursor, start) {
    const reader = new OptionReader('bin', binOptions);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const field = expectField(cursor);
    reader.takeAll(cursor);
    const as = takeAs(cursor);
    reader.takeAll(cursor);
    return { kind: 'bin', options: reader.options, field, as, span: cursor.spanFrom(start) };
  },
  output: (before, { as }) => (as === null ? before : plus(before, [as.name])),
  print: ({ options, field, as }) => `bin${writeOptions(options)} ${writeField(field)}${writeAs(as)}`,
};
