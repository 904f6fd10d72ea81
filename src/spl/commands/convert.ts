import { didYouMean } from '../../core/suggest';
import type { Conversion, ConversionName, ConvertCommand } from '../ast';
import { takeAs } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField } from '../field_list';
import { OptionReader, text, type OptionTable } from '../options';
import { writeAs, writeField, writeOptions } from '../write';
import { plus } from '../field_set';

const table: OptionTable<ConvertCommand['options']> = { timeformat: text };

const CONVERSIONS: Readonly<Record<ConversionName, true>> = {
  auto: true,
  ctime: true,
  dur2sec: true,
  memk: true,
  mktime: true,
  mstime: true,
  none: true,
  num: true,
  rmcomma: true,
  rmunit: true,
};

function isConversion(name: string): name is ConversionName {
  return Object.hasOwn(CONVERSIONS, name);
}

/** conversion := name ( field ) [as field] */
function parseConversion(cursor: Cursor): Conversion {
  const start = cursor.position;
  const name = (cursor.take(/\w+/y) ?? '').toLowerCase();
  if (!isConversion(name))
    throw cursor.problemAt(
      'WW0307',
      start,
      `convert has no function ${name}`,
      didYouMean(name, Object.keys(CONVERSIONS), `It has ${Object.keys(CONVERSIONS).join(', ')}.`),
    );
  cursor.expectText('(', `( and a field behind ${name}`);
  const field = expectField(cursor);
  cursor.expectText(')', ')');
  return { kind: 'conversion', function: name, field, as: takeAs(cursor), span: cursor.spanFrom(start) };
}

/** `convert [timeformat=…] function(field) [as name] …` */
export const convertSyntax: CommandSyntax<'convert'> = {
  names: ['convert'],
  parse(cursor, start) {
    const reader = new OptionReader('convert', table);
    reader.takeAll(cursor);
    const conversions = [parseConversion(cursor)];
    while (cursor.takeText(',') || !cursor.atEnd) conversions.push(parseConversion(cursor));
    return { kind: 'convert', options: reader.options, conversions, span: cursor.spanFrom(start) };
  },
  output: (before, { conversions }) =>
    plus(
      before,
      conversions.flatMap(({ as }) => (as === null ? [] : [as.name])),
    ),
  print: ({ options, conversions }) =>
    `convert${writeOptions(options)}${conversions.map((one) => ` ${one.function}(${writeField(one.field)})${writeAs(one.as)}`).join('')}`,
};
