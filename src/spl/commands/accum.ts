import { takeAs } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { expectColumn } from '../field_list';
import { writeAs, writeField } from '../write';

/** `accum field [as name]` */
export const accumSyntax: CommandSyntax<'accum'> = {
  names: ['accum'],
  parse(cursor, start) {
    const field = expectColumn(cursor, 'a field to add up');
    return { kind: 'accum', field, as: takeAs(cursor), span: cursor.spanFrom(start) };
  },
  output: (before, { as }) => (as === null ? before : plus(before, [as.name])),
  print: ({ field, as }) => `accum ${writeField(field)}${writeAs(as)}`,
};
