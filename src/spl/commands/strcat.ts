import type { StrcatCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { plus } from '../field_set';
import { takeColumn } from '../field_list';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<StrcatCommand['options']> = { allrequired: boolean };

type Part = StrcatCommand['parts'][number];

function takePart(cursor: Cursor): Part | undefined {
  const text = cursor.takeQuoted();
  return text === undefined ? takeColumn(cursor) : { kind: 'text', text };
}

/** `strcat [allrequired=true] ( field | "text" ) … name` */
export const strcatSyntax: CommandSyntax<'strcat'> = {
  names: ['strcat'],
  parse(cursor, start) {
    const reader = new OptionReader('strcat', table);
    const parts: Part[] = [];
    for (;;) {
      reader.takeAll(cursor);
      const part = takePart(cursor);
      if (part === undefined) break;
      parts.push(part);
    }
    reader.refuseUnknown(cursor);
    const last = parts.pop();
    const to = last?.kind === 'text' ? cursor.field(last.text, start) : last;
    if (to === undefined || parts.length === 0)
      throw cursor.problem('WW0303', 'Expected what to join and the name of the new field', 'write strcat a "-" b c');
    return { kind: 'strcat', options: reader.options, parts, to, span: cursor.spanFrom(start) };
  },
  output: (before, { to }) => plus(before, [to.name]),
  print: ({ options, parts, to }) =>
    `strcat${writeOptions(options)} ${parts.map((part) => (part.kind === 'text' ? quote(part.text) : writePart(part.name))).join(' ')} ${writeField(to)}`,
};

/** In double quotes a name would be a text. */
function writePart(name: string): string {
  return /^[\w.:{}@*/#%&~-]+$/.test(name) ? name : `'${name}'`;
}
