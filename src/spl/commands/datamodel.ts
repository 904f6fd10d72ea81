import type { DatamodelCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeOptions, writeText } from '../write';
import { opened } from '../field_set';

const table: OptionTable<DatamodelCommand['options']> = {
  summariesonly: boolean,
  allow_old_summaries: boolean,
  strict_fields: boolean,
};

function takeMode(cursor: Cursor): DatamodelCommand['mode'] {
  if (cursor.takeWord('search')) return 'search';
  if (cursor.takeWord('flat')) return 'flat';
  return cursor.takeWord('acceleration_search') ? 'acceleration_search' : null;
}

function takeName(cursor: Cursor): string | null {
  return cursor.takeQuoted() ?? cursor.take(/\w+/y) ?? null;
}

/** `datamodel [model] [dataset] [search | flat | acceleration_search] [options]` */
export const datamodelSyntax: CommandSyntax<'datamodel'> = {
  names: ['datamodel'],
  parse(cursor, start) {
    const reader = new OptionReader('datamodel', table);
    reader.takeAll(cursor);
    const model = takeName(cursor);
    reader.takeAll(cursor);
    const dataset = takeName(cursor);
    reader.takeAll(cursor);
    const mode = takeMode(cursor);
    reader.takeAll(cursor);
    return { kind: 'datamodel', options: reader.options, model, dataset, mode, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options, model, dataset, mode }) =>
    [
      'datamodel',
      ...[model, dataset].flatMap((name) => (name === null ? [] : [writeText(name)])),
      ...(mode === null ? [] : [mode]),
    ].join(' ') + writeOptions(options),
};
