import type { AppendOptions, FromCommand, Subsearch } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { boolean, integer, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { parseFrom, writeDataset } from './from';
import { opened } from '../field_set';

const table: OptionTable<AppendOptions> = {
  extendtimerange: boolean,
  maxtime: integer,
  maxout: integer,
  timeout: integer,
};

/** `union [options] [ subsearch ] | dataset …` */
export const unionSyntax: CommandSyntax<'union'> = {
  names: ['union'],
  parse(cursor, start) {
    const reader = new OptionReader('union', table);
    const datasets: (Subsearch | FromCommand)[] = [];
    for (;;) {
      reader.takeAll(cursor);
      if (cursor.atEnd) break;
      datasets.push(cursor.takeSubsearch() ?? parseFrom(cursor, cursor.position));
    }
    if (datasets.length === 0)
      throw cursor.problem('WW0303', 'Expected a dataset or a subsearch here', 'write union [ search … ] [ search … ]');
    return { kind: 'union', options: reader.options, datasets, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options, datasets }, writer) =>
    `union${writeOptions(options)} ${datasets
      .map((one) => (one.kind === 'from' ? writeDataset(one) : writer.bracketed(one.pipeline)))
      .join(' ')}`,
};
