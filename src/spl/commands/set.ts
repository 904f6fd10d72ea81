import type { SetCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { union } from '../field_set';

function takeOperation(cursor: Cursor): SetCommand['operation'] {
  if (cursor.takeWord('union')) return 'union';
  if (cursor.takeWord('diff')) return 'diff';
  if (cursor.takeWord('intersect')) return 'intersect';
  throw cursor.problem('WW0303', 'Expected union, diff or intersect here', 'write set diff [ search … ] [ search … ]');
}

/** `set ( union | diff | intersect ) [ subsearch ] [ subsearch ]` */
export const setSyntax: CommandSyntax<'set'> = {
  names: ['set'],
  parse(cursor, start) {
    const operation = takeOperation(cursor);
    const left = cursor.expectSubsearch('the first of two searches');
    const right = cursor.expectSubsearch('the second of two searches');
    return { kind: 'set', operation, left, right, span: cursor.spanFrom(start) };
  },
  output: (_, { left, right }, outputOf) => union(outputOf(left.pipeline), outputOf(right.pipeline)),
  print: ({ operation, left, right }, writer) =>
    `set ${operation} ${writer.bracketed(left.pipeline)} ${writer.bracketed(right.pipeline)}`,
};
