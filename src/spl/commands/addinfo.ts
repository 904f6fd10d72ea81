import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';

/** `addinfo` */
export const addinfoSyntax: CommandSyntax<'addinfo'> = {
  names: ['addinfo'],
  parse: (cursor, start) => ({ kind: 'addinfo', span: cursor.spanFrom(start) }),
  output: (before) => plus(before, ['info_min_time', 'info_max_time', 'info_sid', 'info_search_time']),
  print: () => 'addinfo',
};
