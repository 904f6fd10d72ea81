import type { Renaming } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectColumn, expectField } from '../field_list';
import { writeField } from '../write';
import { renamed } from '../field_set';

/** renaming := field as field */
function parseRenaming(cursor: Cursor): Renaming {
  const start = cursor.position;
  const from = expectColumn(cursor, 'a field to rename');
  if (!cursor.takeWord('as'))
    throw cursor.problem('WW0303', 'Expected "as" and the new name here', 'write rename old as new');
  const to = expectField(cursor, 'the new name');
  return { kind: 'renaming', from, to, span: cursor.spanFrom(start) };
}

/** `rename field as name [,] …` */
export const renameSyntax: CommandSyntax<'rename'> = {
  names: ['rename'],
  parse(cursor, start) {
    const renamings = [parseRenaming(cursor)];
    for (;;) {
      while (cursor.takeText(','));
      if (cursor.atEnd) return { kind: 'rename', renamings, span: cursor.spanFrom(start) };
      renamings.push(parseRenaming(cursor));
    }
  },
  output: (before, { renamings }) => renamings.reduce((set, { from, to }) => renamed(set, from.name, to.name), before),
  print: ({ renamings }) =>
    `rename ${renamings.map(({ from, to }) => `${writeField(from)} as ${writeField(to)}`).join(', ')}`,
};
