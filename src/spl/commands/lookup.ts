import type { LookupCommand, LookupField } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField } from '../field_list';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeField, writeOptions, writeText } from '../write';
import { opened, plus } from '../field_set';

const table: OptionTable<LookupCommand['options']> = { local: boolean, update: boolean };

/** The name of a lookup or of its file. */
export function expectLookupName(cursor: Cursor): string {
  const name = cursor.takeQuoted() ?? cursor.take(/[^\s"()[\]|`,=]+/y);
  if (name !== undefined) return name;
  throw cursor.problem(
    'WW0303',
    'Expected the name of a lookup here',
    'write the name of its definition, or its file’s',
  );
}

/** fields := field [as field] { [,] field [as field] } */
function parseFields(cursor: Cursor): readonly LookupField[] {
  const fields: LookupField[] = [];
  for (;;) {
    while (cursor.takeText(','));
    if (cursor.atEnd || cursor.isWord('output') || cursor.isWord('outputnew')) return fields;
    const start = cursor.position;
    const lookupField = expectField(cursor);
    const eventField = cursor.takeWord('as') ? expectField(cursor) : lookupField;
    fields.push({ kind: 'lookup-field', lookupField, eventField, span: cursor.spanFrom(start) });
  }
}

function parseOutput(cursor: Cursor): LookupCommand['output'] {
  if (cursor.takeWord('outputnew')) return { mode: 'outputnew', fields: parseFields(cursor) };
  return cursor.takeWord('output') ? { mode: 'output', fields: parseFields(cursor) } : null;
}

function writeFields(fields: readonly LookupField[]): string {
  return fields
    .map(({ lookupField, eventField }) =>
      lookupField.name === eventField.name
        ? writeField(lookupField)
        : `${writeField(lookupField)} as ${writeField(eventField)}`,
    )
    .join(', ');
}

/** `lookup [options] name field [as field] … [output | outputnew field [as field] …]` */
export const lookupSyntax: CommandSyntax<'lookup'> = {
  names: ['lookup'],
  parse(cursor, start) {
    const reader = new OptionReader('lookup', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const lookup = expectLookupName(cursor);
    reader.takeAll(cursor);
    const matches = parseFields(cursor);
    const output = parseOutput(cursor);
    if (matches.length === 0)
      throw cursor.problem('WW0303', 'Expected the field to look up', 'write lookup name field [OUTPUT field …]');
    return { kind: 'lookup', options: reader.options, lookup, matches, output, span: cursor.spanFrom(start) };
  },
  output: (before, { output }) =>
    output === null
      ? opened(before)
      : plus(
          before,
          output.fields.map(({ eventField }) => eventField.name),
        ),
  print: ({ options, lookup, matches, output }) =>
    `lookup${writeOptions(options)} ${writeText(lookup)} ${writeFields(matches)}` +
    (output === null ? '' : ` ${output.mode.toUpperCase()} ${writeFields(output.fields)}`),
};
