import type { MakeresultsCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { closed } from '../field_set';

const table: OptionTable<MakeresultsCommand['options']> = {
  count: integer,
  annotate: boolean,
  format: text,
  data: text,
  splunk_server: text,
  splunk_server_group: text,
};

/** `makeresults [options]` */
export const makeresultsSyntax: CommandSyntax<'makeresults'> = {
  names: ['makeresults'],
  parse(cursor, start) {
    const reader = new OptionReader('makeresults', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'makeresults', options: reader.options, span: cursor.spanFrom(start) };
  },
  output: () => closed(['_time']),
  print: ({ options }) => `makeresults${writeOptions(options)}`,
};
