import type { FieldName, TransactionFilter, TransactionOptions } from '../ast';
import type { CommandSyntax, Writer } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { parseEvalExpression } from '../eval_expression';
import { plus } from '../field_set';
import { expectField, takeField } from '../field_list';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { parseSearchExpression } from '../search_expression';
import { writeFields, writeOptions } from '../write';

const table: OptionTable<TransactionOptions> = {
  maxspan: text,
  maxpause: text,
  maxevents: integer,
  connected: boolean,
  unifyends: boolean,
  keeporphans: boolean,
  keepevicted: boolean,
  maxopentxn: integer,
  maxopenevents: integer,
  mvlist: text,
  nullstr: text,
};

/** filter := eval ( expression ) | ( search ) | "search" | word */
function takeFilter(cursor: Cursor, name: RegExp): TransactionFilter | null {
  if (cursor.take(name) === undefined) return null;
  const start = cursor.position;
  if (cursor.take(/eval\s*\(/iy) !== undefined) {
    const expression = parseEvalExpression(cursor);
    cursor.expectText(')', ') to close eval(');
    return { kind: 'eval', expression };
  }
  if (cursor.takeText('(')) {
    const expression = parseSearchExpression(cursor);
    cursor.expectText(')', ') to close the condition');
    return { kind: 'search', expression };
  }
  const written = cursor.takeQuoted() ?? cursor.take(/[^\s"()[\]|`,]+/y);
  if (written !== undefined) return { kind: 'text', text: written, span: cursor.spanFrom(start) };
  throw cursor.problem('WW0303', 'Expected a condition here', 'write startswith=(field=value) or startswith=eval(…)');
}

function writeFilter(name: string, filter: TransactionFilter | null, writer: Writer): readonly string[] {
  switch (filter?.kind) {
    case undefined:
      return [];
    case 'search':
      return [`${name}=(${writer.search(filter.expression)})`];
    case 'eval':
      return [`${name}=eval(${writer.eval(filter.expression)})`];
    case 'text':
      return [`${name}=${quote(filter.text)}`];
  }
}

/** `transaction [field …] [options] [startswith=filter] [endswith=filter]` */
export const transactionSyntax: CommandSyntax<'transaction'> = {
  names: ['transaction', 'transam'],
  parse(cursor, start) {
    const reader = new OptionReader('transaction', table);
    const fields: FieldName[] = [];
    let startsWith: TransactionFilter | null = null;
    let endsWith: TransactionFilter | null = null;
    while (!cursor.atEnd) {
      const before = cursor.position;
      reader.takeAll(cursor);
      fields.push(...takeListed(cursor));
      startsWith = takeFilter(cursor, /startswith\s*=\s*/iy) ?? startsWith;
      endsWith = takeFilter(cursor, /endswith\s*=\s*/iy) ?? endsWith;
      if (cursor.position > before) continue;
      refuseOptions(cursor);
      reader.refuseUnknown(cursor);
      const field = takeField(cursor);
      if (field === undefined) break;
      fields.push(field);
    }
    return { kind: 'transaction', options: reader.options, fields, startsWith, endsWith, span: cursor.spanFrom(start) };
  },
  output: (before, { options }) =>
    plus(before, ['duration', 'eventcount', 'closed_txn', ...(options.keeporphans === true ? ['_txn_orphan'] : [])]),
  print: ({ options, fields, startsWith, endsWith }, writer) =>
    [
      `transaction${fields.length === 0 ? '' : ` ${writeFields(fields)}`}${writeOptions(options)}`,
      ...writeFilter('startswith', startsWith, writer),
      ...writeFilter('endswith', endsWith, writer),
    ].join(' '),
};

/** `fields="a, b"`, an older way to name the fields. */
function takeListed(cursor: Cursor): readonly FieldName[] {
  if (cursor.take(/fields\s*=\s*/iy) === undefined) return [];
  const { name, span } = expectField(cursor);
  const names = name.split(/[\s,]+/).filter((one) => one !== '');
  return names.map((one) => ({ kind: 'field', name: one, span }));
}

function refuseOptions(cursor: Cursor): void {
  const name = cursor.peek(/(name|delim|mvraw|match)\s*=/iy)?.[1]?.toLowerCase();
  if (name === undefined) return;
  const hint = name === 'name' ? 'write out the options of the transaction type' : 'leave it out';
  throw cursor.problem('WW0311', `transaction ${name}= is not supported`, hint);
}
