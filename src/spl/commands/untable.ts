import type { CommandSyntax } from '../command_syntax';
import { closed } from '../field_set';
import { expectColumn } from '../field_list';
import { writeField } from '../write';

/** `untable field, names, values` */
export const untableSyntax: CommandSyntax<'untable'> = {
  names: ['untable'],
  parse(cursor, start) {
    const field = expectColumn(cursor, 'the field that stays');
    cursor.takeText(',');
    const as = expectColumn(cursor, 'a field for the names of the columns');
    cursor.takeText(',');
    const to = expectColumn(cursor, 'a field for the values');
    return { kind: 'untable', field, as, to, span: cursor.spanFrom(start) };
  },
  output: (_, { field, as, to }) => closed([field.name, as.name, to.name]),
  print: ({ field, as, to }) => `untable ${writeField(field)}, ${writeField(as)}, ${writeField(to)}`,
};
