import type { ByField, FieldName, TopOptions } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField, parseByList, takeField } from '../field_list';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeBy, writeFields, writeOptions } from '../write';
import { closed, type FieldSet } from '../field_set';

const table: OptionTable<TopOptions> = {
  limit: integer,
  countfield: text,
  percentfield: text,
  showcount: boolean,
  showperc: boolean,
  useother: boolean,
  otherstr: text,
};

interface TopArguments {
  readonly options: TopOptions;
  readonly fields: readonly FieldName[];
  readonly by: readonly ByField[];
}

/** arguments := [limit] [options] field … [by field …] [options] */
export function parseTopArguments(command: string, cursor: Cursor): TopArguments {
  const reader = new OptionReader(command, table);
  const limit = cursor.take(/\d+(?=\s)/y);
  const fields: FieldName[] = [];
  for (;;) {
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    if (cursor.atEnd || cursor.isWord('by')) break;
    fields.push(takeField(cursor) ?? expectField(cursor));
  }
  if (fields.length === 0) expectField(cursor);
  const by = cursor.takeWord('by') ? parseByList(cursor) : [];
  reader.takeAll(cursor);
  reader.refuseUnknown(cursor);
  return { options: limit === undefined ? reader.options : { limit: Number(limit), ...reader.options }, fields, by };
}

export function writeTopArguments({ options, fields, by }: TopArguments): string {
  return `${writeOptions(options)} ${writeFields(fields)}${writeBy(by)}`;
}

/** The columns of top and rare. */
export function rankColumns({ options, fields, by }: TopArguments): FieldSet {
  return closed([
    ...fields.map(({ name }) => name),
    ...by.map(({ field }) => field.name),
    options.countfield ?? 'count',
    options.percentfield ?? 'percent',
  ]);
}

/** `top [limit] [options] field … [by field …]` */
export const topSyntax: CommandSyntax<'top'> = {
  names: ['top'],
  parse: (cursor, start) => ({ kind: 'top', ...parseTopArguments('top', cursor), span: cursor.spanFrom(start) }),
  output: (_, command) => rankColumns(command),
  print: (command) => `top${writeTopArguments(command)}`,
};
