import type { JoinAliases, JoinOptions } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField, takeField } from '../field_list';
import { boolean, integer, oneOf, OptionReader, type OptionTable } from '../options';
import { writeField, writeFields, writeOptions } from '../write';
import { union, type FieldSet } from '../field_set';
import { parseFrom, writeDataset } from './from';

const table: OptionTable<JoinOptions> = {
  type: oneOf('inner', 'left', 'outer'),
  usetime: boolean,
  earlier: boolean,
  overwrite: boolean,
  max: integer,
};

const ALIASES = /left\s*=\s*(\w+)[\s,]+right\s*=\s*(\w+)(?!\w)/iy;

/** aliases := left = name right = name { option } where pair { [,] pair } */
function takeAliases(cursor: Cursor, takeOptions: () => void): JoinAliases | null {
  const match = cursor.peek(ALIASES);
  if (match === undefined) return refuseHalf(cursor);
  cursor.take(ALIASES);
  takeOptions();
  if (!cursor.takeWord('where'))
    throw cursor.problem('WW0303', 'Expected where and the fields here', 'write left=L right=R where L.a=R.b');
  const [, left = '', right = ''] = match;
  const pairs = [takePair(cursor, left, right)];
  while (cursor.takeText(',') || !(cursor.atEnd || cursor.next === '[' || cursor.peek(/\w+\s*:/y) !== undefined))
    pairs.push(takePair(cursor, left, right));
  return { left, right, pairs };
}

function refuseHalf(cursor: Cursor): null {
  if (cursor.peek(/(?:left|right)\s*=/iy) === undefined) return null;
  throw cursor.problem(
    'WW0303',
    'left= and right= stand together, with where behind them',
    'write left=L right=R where L.a=R.b',
  );
}

/** pair := L.field = R.field, or the other way round */
function takePair(cursor: Cursor, left: string, right: string): JoinAliases['pairs'][number] {
  const start = cursor.position;
  const first = expectField(cursor).name;
  cursor.expectText('=', '=');
  const second = expectField(cursor).name;
  const isOf = (alias: string, name: string): boolean => name.startsWith(`${alias}.`);
  const rest = (alias: string, name: string): string => name.slice(alias.length + 1);
  if (isOf(left, first) && isOf(right, second)) return { left: rest(left, first), right: rest(right, second) };
  if (isOf(right, first) && isOf(left, second)) return { left: rest(left, second), right: rest(right, first) };
  throw cursor.problemAt(
    'WW0303',
    start,
    `Expected a field of ${left} and one of ${right}`,
    `write ${left}.field=${right}.field`,
  );
}

function writeAliases({ left, right, pairs }: JoinAliases, writeName: (name: string) => string): string {
  const list = pairs.map((one) => `${writeName(`${left}.${one.left}`)}=${writeName(`${right}.${one.right}`)}`);
  return `left=${left} right=${right} where ${list.join(' ')}`;
}

/** `join [options] [field … | left=L right=R where L.field=R.field …] ( [ subsearch ] | dataset )` */
export const joinSyntax: CommandSyntax<'join'> = {
  names: ['join'],
  parse(cursor, start) {
    const reader = new OptionReader('join', table);
    const fields = [];
    let aliases: JoinAliases | null = null;
    for (;;) {
      reader.takeAll(cursor);
      aliases = takeAliases(cursor, () => reader.takeAll(cursor)) ?? aliases;
      reader.takeAll(cursor);
      reader.refuseUnknown(cursor);
      const field = cursor.next === '[' || isDataset(cursor) ? undefined : takeField(cursor);
      if (field === undefined) break;
      fields.push(field);
    }
    const dataset = isDataset(cursor)
      ? parseFrom(cursor, cursor.position)
      : cursor.expectSubsearch('the search to join with');
    return { kind: 'join', options: reader.options, fields, aliases, dataset, span: cursor.spanFrom(start) };
  },
  output: (before, { aliases, dataset }, outputOf) => {
    const other = dataset.kind === 'from' ? { names: new Set<string>(), open: true } : outputOf(dataset.pipeline);
    if (aliases === null) return union(before, other);
    return union(prefixed(before, aliases.left), prefixed(other, aliases.right));
  },
  print: ({ options, fields, aliases, dataset, span }, writer) =>
    [
      `join${writeOptions(options)}`,
      ...(fields.length === 0 ? [] : [writeFields(fields)]),
      ...(aliases === null ? [] : [writeAliases(aliases, (name) => writeField({ kind: 'field', name, span }))]),
      dataset.kind === 'from' ? writeDataset(dataset) : writer.bracketed(dataset.pipeline),
    ].join(' '),
};

function isDataset(cursor: Cursor): boolean {
  return cursor.peek(/(?:datamodel|savedsearch|inputlookup|lookup)\s*:/iy) !== undefined;
}

function prefixed({ names, open }: FieldSet, alias: string): FieldSet {
  return { names: new Set([...names].map((name) => `${alias}.${name}`)), open };
}
