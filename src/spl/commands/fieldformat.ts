import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { parseAssignments, writeAssignments } from './eval';

/** `fieldformat field=expression [, field=expression] …` */
export const fieldformatSyntax: CommandSyntax<'fieldformat'> = {
  names: ['fieldformat'],
  parse(cursor, start) {
    return { kind: 'fieldformat', assignments: parseAssignments(cursor), span: cursor.spanFrom(start) };
  },
  output: (before, { assignments }) =>
    plus(
      before,
      assignments.map(({ field }) => field.name),
    ),
  print: ({ assignments }, writer) => `fieldformat ${writeAssignments(assignments, writer)}`,
};
