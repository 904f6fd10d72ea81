import type { Subsearch } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { union } from '../field_set';

/** `multisearch [ subsearch ] [ subsearch ] …` */
export const multisearchSyntax: CommandSyntax<'multisearch'> = {
  names: ['multisearch'],
  parse(cursor, start) {
    const subsearches: Subsearch[] = [];
    for (let next = cursor.takeSubsearch(); next !== undefined; next = cursor.takeSubsearch()) subsearches.push(next);
    if (subsearches.length < 2)
      throw cursor.problem('WW0303', 'Expected at least two subsearches here', 'write multisearch [ search … ] [ … ]');
    return { kind: 'multisearch', subsearches, span: cursor.spanFrom(start) };
  },
  output: (before, { subsearches }, outputOf) =>
    subsearches.reduce((fields, { pipeline }) => union(fields, outputOf(pipeline)), before),
  print: ({ subsearches }, writer) =>
    `multisearch ${subsearches.map(({ pipeline }) => writer.bracketed(pipeline)).join(' ')}`,
};
