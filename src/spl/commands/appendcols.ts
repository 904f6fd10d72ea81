import type { AppendcolsCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { union } from '../field_set';
import { boolean, integer, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';

const table: OptionTable<AppendcolsCommand['options']> = {
  override: boolean,
  extendtimerange: boolean,
  maxtime: integer,
  maxout: integer,
  timeout: integer,
};

/** `appendcols [options] [ subsearch ]` */
export const appendcolsSyntax: CommandSyntax<'appendcols'> = {
  names: ['appendcols'],
  parse(cursor, start) {
    const reader = new OptionReader('appendcols', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const subsearch = cursor.expectSubsearch('the search whose fields are added');
    reader.takeAll(cursor);
    return { kind: 'appendcols', options: reader.options, subsearch, span: cursor.spanFrom(start) };
  },
  output: (before, { subsearch }, outputOf) => union(before, outputOf(subsearch.pipeline)),
  print: ({ options, subsearch }, writer) =>
    `appendcols${writeOptions(options)} ${writer.bracketed(subsearch.pipeline)}`,
};
