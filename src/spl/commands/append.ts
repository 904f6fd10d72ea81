import type { AppendOptions } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, integer, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { union } from '../field_set';

const table: OptionTable<AppendOptions> = {
  extendtimerange: boolean,
  maxtime: integer,
  maxout: integer,
  timeout: integer,
};

/** `append [options] [ subsearch ]` */
export const appendSyntax: CommandSyntax<'append'> = {
  names: ['append'],
  parse(cursor, start) {
    const reader = new OptionReader('append', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const subsearch = cursor.expectSubsearch('the search whose rows are appended');
    reader.takeAll(cursor);
    return { kind: 'append', options: reader.options, subsearch, span: cursor.spanFrom(start) };
  },
  output: (before, { subsearch }, outputOf) => union(before, outputOf(subsearch.pipeline)),
  print: ({ options, subsearch }, writer) => `append${writeOptions(options)} ${writer.bracketed(subsearch.pipeline)}`,
};
