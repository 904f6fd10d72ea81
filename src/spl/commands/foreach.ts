import type { ForeachOptions } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { takeFields } from '../field_list';
import { OptionReader, text, type OptionTable } from '../options';
import { writeFields, writeOptions } from '../write';
import { opened } from '../field_set';

const table: OptionTable<ForeachOptions> = {
  mode: text,
  fieldstr: text,
  matchstr: text,
  matchseg1: text,
  matchseg2: text,
  matchseg3: text,
  itemstr: text,
  iterstr: text,
};

/** `foreach field … [options] [ search with <<FIELD>> ]` */
export const foreachSyntax: CommandSyntax<'foreach'> = {
  names: ['foreach'],
  parse(cursor, start) {
    const reader = new OptionReader('foreach', table);
    reader.takeAll(cursor);
    const fields = takeFields(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const inside = cursor.takeBrackets();
    if (inside === undefined)
      throw cursor.problem('WW0303', 'Expected the search to run for each field', 'write [ eval <<FIELD>> = … ]');
    const templateSpan = { source: cursor.source, start: inside.start, end: inside.end };
    const template = cursor.source.text.slice(inside.start, inside.end).trim();
    return { kind: 'foreach', options: reader.options, fields, template, templateSpan, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ options, fields, template }) => `foreach${writeOptions(options)} ${writeFields(fields)} [ ${template} ]`,
};
