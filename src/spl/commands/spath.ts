import type { SpathCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { OptionReader, text, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { opened, plus } from '../field_set';

const table: OptionTable<SpathCommand['options']> = { input: text, output: text, path: text };

/** `spath [input=field] [output=field] [path=path | path]` */
export const spathSyntax: CommandSyntax<'spath'> = {
  names: ['spath'],
  parse(cursor, start) {
    const reader = new OptionReader('spath', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const bare = cursor.takeQuoted() ?? cursor.take(/[^\s"()[\]|`,=]+/y);
    reader.takeAll(cursor);
    const options = bare === undefined ? reader.options : { ...reader.options, path: bare };
    return { kind: 'spath', options, span: cursor.spanFrom(start) };
  },
  output: (before, { options }) => (options.output === undefined ? opened(before) : plus(before, [options.output])),
  print: ({ options }) => `spath${writeOptions(options)}`,
};
