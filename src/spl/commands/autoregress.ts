import type { AutoregressCommand } from '../ast';
import { takeAs } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { plus } from '../field_set';
import { expectColumn } from '../field_list';
import { writeAs, writeField } from '../write';

/** p=number or p=first-last */
function takePlaces(cursor: Cursor): { readonly first: number; readonly last: number } {
  const written = cursor.take(/p\s*=\s*\d+(?:\s*-\s*\d+)?/iy);
  const [first = 1, last = first] = (written?.match(/\d+/g) ?? []).map(Number);
  if (first >= 1 && last >= first) return { first, last };
  throw cursor.problem('WW0306', `p takes a number from 1 on, or two such as 1-3`, 'write p=1 or p=1-3');
}

/** The names of the fields that it makes, the nearest row first. */
export function autoregressNames({ field, as, first, last }: AutoregressCommand): readonly string[] {
  if (as !== null) return [as.name];
  return Array.from({ length: last - first + 1 }, (_, i) => `${field.name}_p${first + i}`);
}

/** `autoregress field [as name] [p=first-last]` */
export const autoregressSyntax: CommandSyntax<'autoregress'> = {
  names: ['autoregress'],
  parse(cursor, start) {
    const field = expectColumn(cursor, 'a field whose earlier values are wanted');
    const as = takeAs(cursor);
    const { first, last } = takePlaces(cursor);
    if (as !== null && last > first)
      throw cursor.problemAt('WW0306', as.span.start, 'One name cannot stand for several fields', 'leave out as');
    if (last > MOST)
      throw cursor.problemAt('WW0309', start, `Rows more than ${MOST} places before`, 'ask for nearer ones');
    return { kind: 'autoregress', field, as, first, last, span: cursor.spanFrom(start) };
  },
  output: (before, command) => plus(before, autoregressNames(command)),
  print: ({ field, as, first, last }) =>
    `autoregress ${writeField(field)}${writeAs(as)} p=${first}${last === first ? '' : `-${last}`}`,
};

/** Rows further away than this are refused. */
const MOST = 1000;
