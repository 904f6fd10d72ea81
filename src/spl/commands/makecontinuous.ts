import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { takeField } from '../field_list';
import { binSpan, OptionReader } from '../options';
import { writeBinSpan } from '../bin_span';
import { writeField } from '../write';

/** `makecontinuous _time span=…` */
export const makecontinuousSyntax: CommandSyntax<'makecontinuous'> = {
  names: ['makecontinuous'],
  parse(cursor, start) {
    const reader = new OptionReader('makecontinuous', { span: binSpan });
    reader.takeAll(cursor);
    const field = takeField(cursor) ?? cursor.field('_time', start);
    reader.takeAll(cursor);
    const { span: binning } = reader.options;
    if (field.name !== '_time' || binning?.kind !== 'time')
      throw cursor.problemAt(
        'WW0311',
        start,
        'makecontinuous is supported for _time with a span only',
        'write makecontinuous _time span=10m, or use timechart',
      );
    return { kind: 'makecontinuous', field, binning, span: cursor.spanFrom(start) };
  },
  output: (before) => plus(before, ['_time']),
  print: ({ field, binning }) => `makecontinuous ${writeField(field)} span=${writeBinSpan(binning)}`,
};
