import type { RangemapCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { plus } from '../field_set';
import { expectColumn } from '../field_list';
import { quote } from '../escape';
import { writeField, writeText } from '../write';

const RANGE = /(?:"([^"]*)"|([^\s"=,|[\]`()]+))\s*=\s*(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)(?![^\s,])/y;

/** range := name = from - to */
function takeRange(cursor: Cursor): RangemapCommand['ranges'][number] | undefined {
  const match = cursor.peek(RANGE);
  if (match === undefined) return undefined;
  cursor.take(RANGE);
  const [, quoted, bare, from, to] = match;
  return { name: quoted ?? bare ?? '', from: Number(from), to: Number(to) };
}

/** `rangemap field=name { name=from-to } [default=text]` */
export const rangemapSyntax: CommandSyntax<'rangemap'> = {
  names: ['rangemap'],
  parse(cursor, start) {
    const ranges: RangemapCommand['ranges'][number][] = [];
    let field: RangemapCommand['field'] | undefined;
    let otherwise: string | null = null;
    for (;;) {
      while (cursor.takeText(','));
      const range = takeRange(cursor);
      if (range !== undefined) ranges.push(range);
      else if (cursor.take(/field\s*=/iy) !== undefined) field = expectColumn(cursor);
      else if (cursor.take(/default\s*=/iy) !== undefined)
        otherwise = cursor.takeQuoted() ?? cursor.take(/[^\s"=,|[\]`()]+/y) ?? '';
      else break;
    }
    if (field === undefined)
      throw cursor.problem('WW0303', 'Expected the field to look at', 'write rangemap field=count low=0-10 high=11-99');
    return { kind: 'rangemap', field, ranges, default: otherwise, span: cursor.spanFrom(start) };
  },
  output: (before) => plus(before, ['range']),
  print: ({ field, ranges, default: otherwise }) =>
    [
      `rangemap field=${writeField(field)}`,
      ...ranges.map(({ name, from, to }) => `${/^[\w.:-]+$/.test(name) ? name : quote(name)}=${from}-${to}`),
      ...(otherwise === null ? [] : [`default=${writeText(otherwise)}`]),
    ].join(' '),
};
