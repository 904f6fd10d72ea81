import type { AppendPipeCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { union } from '../field_set';

const table: OptionTable<AppendPipeCommand['options']> = { run_in_preview: boolean };

/** `appendpipe [options] [ subsearch ]` */
export const appendpipeSyntax: CommandSyntax<'appendpipe'> = {
  names: ['appendpipe'],
  parse(cursor, start) {
    const reader = new OptionReader('appendpipe', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const subsearch = cursor.expectSubsearch('the search whose rows are appended');
    reader.takeAll(cursor);
    return { kind: 'appendpipe', options: reader.options, subsearch, span: cursor.spanFrom(start) };
  },
  output: (before, { subsearch }, outputOf) => union(before, outputOf(subsearch.pipeline, before)),
  print: ({ options, subsearch }, writer) =>
    `appendpipe${writeOptions(options)} ${writer.bracketed(subsearch.pipeline)}`,
};
