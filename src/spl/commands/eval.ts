import type { EvalAssignment } from '../ast';
import type { CommandSyntax, Writer } from '../command_syntax';
import type { Cursor } from '../cursor';
import { parseEvalExpression } from '../eval_expression';
import { takeField } from '../field_list';
import { writeField } from '../write';
import { plus } from '../field_set';

const TEMPLATE_NAME = /(?:<<\w+>>|[^\s"'()[\]|`,=<>!])+/y;

/** assignment := field = expression */
function parseAssignment(cursor: Cursor): EvalAssignment {
  const start = cursor.position;
  const quoted = /["']/.test(cursor.next) ? takeField(cursor)?.name : cursor.take(TEMPLATE_NAME);
  if (quoted === undefined) throw cursor.problem('WW0303', 'Expected a field to assign to', 'write field=expression');
  const field = cursor.field(quoted, start);
  if (cursor.take(/=(?!=)/y) === undefined)
    throw cursor.problem(
      'WW0303',
      `Expected = behind ${quoted}`,
      'write field=expression; a comma stands between assignments',
    );
  return { kind: 'assignment', field, expression: parseEvalExpression(cursor), span: cursor.spanFrom(start) };
}

/** assignments := assignment { , assignment } */
export function parseAssignments(cursor: Cursor): readonly EvalAssignment[] {
  const assignments = [parseAssignment(cursor)];
  while (cursor.takeText(',')) if (!cursor.atEnd) assignments.push(parseAssignment(cursor));
  return assignments;
}

export function writeAssignments(assignments: readonly EvalAssignment[], writer: Writer): string {
  return assignments.map(({ field, expression }) => `${writeField(field)}=${writer.eval(expression)}`).join(', ');
}

/** `eval field=expression [, field=expression] …` */
export const evalSyntax: CommandSyntax<'eval'> = {
  names: ['eval'],
  parse(cursor, start) {
    return { kind: 'eval', assignments: parseAssignments(cursor), span: cursor.spanFrom(start) };
  },
  output: (before, { assignments }) =>
    plus(
      before,
      assignments.map(({ field }) => field.name),
    ),
  print: ({ assignments }, writer) => `eval ${writeAssignments(assignments, writer)}`,
};
