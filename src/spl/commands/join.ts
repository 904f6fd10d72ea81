import type { JoinOptions } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { takeField } from '../field_list';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';
import { union } from '../field_set';

const table: OptionTable<JoinOptions> = {
  type: text,
  usetime: boolean,
  earlier: boolean,
  overwrite: boolean,
  max: integer,
};

/** left=L right=R where L.a=R.b */
function refuseAliases(cursor: Cursor): void {
  if (cursor.peek(/(?:left|right)\s*=/iy) === undefined) return;
  throw cursor.problem(
    'WW0311',
    'A join with left=, right= and where is not supported',
    'rename the fields to one name, and join by that',
  );
}

/** `join [options] [field …] [options] [ subsearch ]` */
export const joinSyntax: CommandSyntax<'join'> = {
  names: ['join'],
  parse(cursor, start) {
    const reader = new OptionReader('join', table);
    const fields = [];
    for (;;) {
      reader.takeAll(cursor);
      refuseAliases(cursor);
      reader.refuseUnknown(cursor);
      const field = cursor.next === '[' ? undefined : takeField(cursor);
      if (field === undefined) break;
      fields.push(field);
    }
    const subsearch = cursor.expectSubsearch('the search to join with');
    return { kind: 'join', options: reader.options, fields, subsearch, span: cursor.spanFrom(start) };
  },
  output: (before, { subsearch }, outputOf) => union(before, outputOf(subsearch.pipeline)),
  print: ({ options, fields, subsearch }, writer) =>
    [
      `join${writeOptions(options)}`,
      ...(fields.length === 0 ? [] : [writeFields(fields)]),
      writer.bracketed(subsearch.pipeline),
    ].join(' '),
};
