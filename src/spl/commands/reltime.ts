import type { FieldName, ReltimeCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { OptionReader, text, type OptionTable } from '../options';
import { writeText } from '../write';

const table: OptionTable<{ readonly timefield?: string; readonly prefix?: string }> = { timefield: text, prefix: text };

/** The fields that it makes, one for each time. */
export function reltimeNames({ times, prefix }: ReltimeCommand): readonly string[] {
  return times.length === 1 ? ['reltime'] : times.map(({ name }) => `${prefix ?? 'reltime_'}${name}`);
}

/** `reltime [timefield="field, …"] [prefix=text]` */
export const reltimeSyntax: CommandSyntax<'reltime'> = {
  names: ['reltime'],
  parse(cursor, start) {
    const reader = new OptionReader('reltime', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const { timefield = '_time', prefix = null } = reader.options;
    const span = cursor.spanFrom(start);
    const names = timefield.split(',').map((name) => name.trim());
    const times = names.filter((name) => name !== '').map((name): FieldName => ({ kind: 'field', name, span }));
    // Splunk's table of names says prefix and "reltime", its third example prefix and the field's name.
    if (prefix !== null && times.length === 1)
      throw cursor.problemAt(
        'WW0311',
        start,
        'reltime with one field and a prefix is not supported',
        'leave out the prefix, and rename reltime as the name that you want',
      );
    return { kind: 'reltime', times, prefix, span };
  },
  output: (before, command) => plus(before, reltimeNames(command)),
  print: ({ times, prefix }) =>
    `reltime timefield=${writeText(times.map(({ name }) => name).join(','))}${prefix === null ? '' : ` prefix=${writeText(prefix)}`}`,
};
