import type { FieldName, XpathCommand, XpathPredicate, XpathStep } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { expectField } from '../field_list';
import { plus } from '../field_set';
import { OptionReader, text, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<XpathCommand['options']> = { default: text };

const STEP = /(\/\/?)(\.\.|\.|\*|[\p{L}_][\p{L}\p{N}_.-]*)(?![\p{L}(:])/uy;
const PREDICATE =
  /\[\s*(?:(@?)([\p{L}_][\p{L}\p{N}_.-]*)\s*(?:=\s*(?:'([^']*)'|"([^"]*)")\s*)?|(\d+)|last\(\)\s*(?:-\s*(\d+)\s*)?)\]/uy;
const END = /\/(?:@([\p{L}_][\p{L}\p{N}_.-]*)|text\(\))$/uy;

type Path = Pick<XpathCommand, 'steps' | 'taken'>;

/** path := { ( / | // ) ( name | * | . | .. ) { predicate } } [ /@attribute | /text() ], what Python's ElementTree knows; undefined for others. */
function parseXpath(path: string): Path | undefined {
  const steps: XpathStep[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    at = match === null ? at : pattern.lastIndex;
    return match;
  };
  for (let step = take(STEP); step !== null; step = take(STEP)) {
    const predicates: XpathPredicate[] = [];
    for (let one = take(PREDICATE); one !== null; one = take(PREDICATE)) predicates.push(predicateOf(one));
    steps.push({ anywhere: step[1] === '//', name: step[2] ?? '', predicates });
  }
  const end = take(END);
  if (at < path.length || steps[0]?.anywhere !== true) return undefined;
  return { steps, taken: end?.[1] === undefined ? { kind: 'text' } : { kind: 'attribute', name: end[1] } };
}

function predicateOf([, sign, name, single, double, place, fromLast]: RegExpExecArray): XpathPredicate {
  if (name !== undefined) return { kind: sign === '@' ? 'attribute' : 'child', name, value: single ?? double ?? null };
  return { kind: 'place', place: place === undefined ? -Number(fromLast ?? 0) : Number(place) };
}

/** settings := { outfield = field | field = field | option } */
function takeSettings(
  cursor: Cursor,
  reader: OptionReader<XpathCommand['options']>,
  found: Map<string, FieldName>,
): void {
  for (;;) {
    const name = cursor.take(/(?:outfield|field)\s*=\s*/iy);
    if (name !== undefined) found.set(name.replace(/\W+$/, '').toLowerCase(), expectField(cursor));
    else if (!reader.takeOne(cursor)) return;
  }
}

/** `xpath [outfield=field] "path" [field=field] [default=text]` */
export const xpathSyntax: CommandSyntax<'xpath'> = {
  names: ['xpath'],
  parse(cursor, start) {
    const reader = new OptionReader('xpath', table);
    const settings = new Map<string, FieldName>();
    takeSettings(cursor, reader, settings);
    reader.refuseUnknown(cursor);
    const pathStart = cursor.position;
    const written = cursor.takeQuoted();
    if (written === undefined)
      throw cursor.problem(
        'WW0303',
        'Expected a path in quotes here',
        'write xpath outfield=name "//element/@attribute"',
      );
    const path = parseXpath(written);
    if (path === undefined)
      throw cursor.problemAt(
        'WW0311',
        pathStart,
        `The path ${written} is not supported`,
        'begin with //, and use names, *, [@name="value"], [name="value"], [1], /@name at the end',
      );
    takeSettings(cursor, reader, settings);
    reader.refuseUnknown(cursor);
    return {
      kind: 'xpath',
      options: reader.options,
      field: settings.get('field') ?? cursor.field('_raw', start),
      as: settings.get('outfield') ?? cursor.field('xpath', start),
      text: written,
      ...path,
      span: cursor.spanFrom(start),
    };
  },
  output: (before, { as }) => plus(before, [as.name]),
  print: ({ options, field, as, text: path }) =>
    `xpath outfield=${writeField(as)} ${quote(path)} field=${writeField(field)}${writeOptions(options)}`,
};
