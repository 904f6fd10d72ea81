import type { DeltaCommand } from '../ast';
import { takeAs } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { plus } from '../field_set';
import { expectColumn } from '../field_list';
import { integer, OptionReader, type OptionTable } from '../options';
import { writeAs, writeField, writeOptions } from '../write';

const table: OptionTable<DeltaCommand['options']> = { p: integer };

/** The field that takes the difference. */
export function deltaName({ field, as }: DeltaCommand): string {
  return as?.name ?? `delta(${field.name})`;
}

/** `delta field [as name] [p=number]`; the name may stand in parentheses with the field, as documented */
export const deltaSyntax: CommandSyntax<'delta'> = {
  names: ['delta'],
  parse(cursor, start) {
    const reader = new OptionReader('delta', table);
    const bracketed = cursor.takeText('(');
    const field = expectColumn(cursor, 'a field whose changes are wanted');
    const as = takeAs(cursor);
    if (bracketed) cursor.expectText(')', ')');
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    return { kind: 'delta', options: reader.options, field, as, span: cursor.spanFrom(start) };
  },
  output: (before, command) => plus(before, [deltaName(command)]),
  print: ({ options, field, as }) => `delta ${writeField(field)}${writeAs(as)}${writeOptions(options)}`,
};
