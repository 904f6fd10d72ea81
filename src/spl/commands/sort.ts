import type { SortKey } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { expectColumn, expectField } from '../field_list';
import { writeField } from '../write';

/** Words that turn the order round when they stand last; a field of such a name is quoted. */
const DIRECTION = /^(?:desc|asc|d|a)$/i;

const TYPED = /(auto|str|ip|num)\s*\(/iy;

/** key := [+ | -] ( field | type ( field ) ) */
function parseSortKey(cursor: Cursor): SortKey {
  const start = cursor.position;
  const sign = cursor.take(/[+-]/y);
  const typed = cursor.peek(TYPED);
  if (typed !== undefined) cursor.take(TYPED);
  const field = typed === undefined ? expectColumn(cursor, 'a field to sort by') : expectField(cursor);
  if (typed !== undefined) cursor.expectText(')', ')');
  return {
    kind: 'sort-key',
    field,
    descending: sign === '-',
    type: sortType(typed?.[1]),
    span: cursor.spanFrom(start),
  };
}

function sortType(name: string | undefined): SortKey['type'] {
  switch (name?.toLowerCase()) {
    case 'str':
      return 'str';
    case 'ip':
      return 'ip';
    case 'num':
      return 'num';
    default:
      return 'auto';
  }
}

/** keys := key { [,] key }; a sign that stands apart from its field counts for that field. */
export function parseSortKeys(cursor: Cursor): readonly SortKey[] {
  const keys: SortKey[] = [];
  for (;;) {
    while (cursor.takeText(','));
    if (cursor.atEnd || (keys.length > 0 && isDirection(cursor))) return keys;
    keys.push(parseSortKey(cursor));
  }
}

/** `desc` or its like as the very last word. */
function isDirection(cursor: Cursor): boolean {
  const word = cursor.peek(/(?:desc|asc|d|a)\b(?=\s*(?:[|\]]|$))/iy);
  return word !== undefined;
}

export function writeSortKey({ field, descending, type }: SortKey): string {
  const name = DIRECTION.test(field.name) ? quote(field.name) : writeField(field);
  return `${descending ? '-' : '+'}${type === 'auto' ? name : `${type}(${name})`}`;
}

/** `sort [limit] key … [desc]` */
export const sortSyntax: CommandSyntax<'sort'> = {
  names: ['sort'],
  parse(cursor, start) {
    const limit = cursor.take(/(?:limit\s*=\s*)?\d+(?![^\s,])/iy);
    const keys = parseSortKeys(cursor);
    const direction = cursor.take(/(?:desc|asc|d|a)\b/iy) ?? '';
    if (keys.length === 0)
      throw cursor.problem('WW0303', 'Expected a field to sort by', 'write -field for the largest first');
    return {
      kind: 'sort',
      limit: limit === undefined ? null : Number(limit.replace(/\D+/, '')),
      keys,
      reversed: /^d/i.test(direction),
      span: cursor.spanFrom(start),
    };
  },
  output: (before) => before,
  print: ({ limit, keys, reversed }) =>
    `sort${limit === null ? '' : ` ${limit}`} ${keys.map(writeSortKey).join(', ')}${reversed ? ' desc' : ''}`,
};
