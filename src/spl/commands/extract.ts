import type { ExtractCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { opened } from '../field_set';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeOptions } from '../write';

const table: OptionTable<ExtractCommand['options']> = {
  pairdelim: text,
  kvdelim: text,
  limit: integer,
  mv_add: boolean,
  clean_keys: boolean,
};

/** `extract pairdelim="…" kvdelim="…" [options]` */
export const extractSyntax: CommandSyntax<'extract'> = {
  names: ['extract', 'kv'],
  parse(cursor, start) {
    const reader = new OptionReader('extract', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const { pairdelim, kvdelim } = reader.options;
    if (pairdelim === undefined || kvdelim === undefined)
      throw cursor.problemAt(
        'WW0311',
        start,
        'extract without pairdelim and kvdelim is not supported',
        'write both, for example extract pairdelim=";" kvdelim="=", or use rex or spath',
      );
    return { kind: 'extract', options: reader.options, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options }) => `extract${writeOptions(options)}`,
};
