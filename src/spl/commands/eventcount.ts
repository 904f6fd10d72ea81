import type { EventcountCommand, SearchValue } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { closed } from '../field_set';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { takeIndexes, writeIndexes } from './metadata';

const table: OptionTable<EventcountCommand['options']> = { summarize: boolean };

/** The columns of a row for each index. */
export const countColumns = ['count', 'index', 'provider', 'server'] as const;

/** `eventcount { index=name } [summarize=false]` */
export const eventcountSyntax: CommandSyntax<'eventcount'> = {
  names: ['eventcount'],
  parse(cursor, start) {
    const reader = new OptionReader('eventcount', table);
    const indexes: SearchValue[] = [];
    for (let before = -1; before !== cursor.position;) {
      before = cursor.position;
      reader.takeAll(cursor);
      indexes.push(...takeIndexes(cursor));
    }
    if (cursor.peek(/report_size\s*=/iy) !== undefined)
      throw cursor.problem('WW0311', 'eventcount report_size= is not supported', 'leave it out');
    reader.refuseUnknown(cursor);
    return { kind: 'eventcount', options: reader.options, indexes, span: cursor.spanFrom(start) };
  },
  output: (_, { options }) => closed(options.summarize === false ? countColumns : ['count']),
  print: ({ options, indexes }) => `eventcount${writeOptions(options)}${writeIndexes(indexes)}`,
};
