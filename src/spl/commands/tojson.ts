import type { JsonField, JsonType, TojsonCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { plus } from '../field_set';
import { expectField, takeField } from '../field_list';
import { boolean, OptionReader, text, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const types: Readonly<Record<JsonType, true>> = {
  auto: true,
  bool: true,
  json: true,
  none: true,
  num: true,
  str: true,
};

function isJsonType(name: string): name is JsonType {
  return Object.hasOwn(types, name);
}

const table: OptionTable<TojsonCommand['options']> = {
  default_type: {
    what: `one of ${Object.keys(types).join(', ')}`,
    read: (value) => (isJsonType(value.toLowerCase()) ? typeNamed(value) : undefined),
  },
  fill_null: boolean,
  include_internal: boolean,
  output_field: text,
};

function typeNamed(name: string): JsonType {
  const lower = name.toLowerCase();
  return isJsonType(lower) ? lower : 'none';
}

const TYPED = /(auto|bool|json|none|num|str)\s*\(/iy;

/** json-field := field | type ( field ) */
function takeJsonField(cursor: Cursor): JsonField | undefined {
  const start = cursor.position;
  const type = cursor.peek(TYPED)?.[1];
  if (type === undefined) {
    const plain = takeField(cursor);
    return plain === undefined
      ? undefined
      : { kind: 'json-field', type: null, field: plain, span: cursor.spanFrom(start) };
  }
  cursor.take(TYPED);
  const field = expectField(cursor);
  cursor.expectText(')', ')');
  return { kind: 'json-field', type: typeNamed(type), field, span: cursor.spanFrom(start) };
}

/** `tojson [ field | type ( field ) ] … [options]` */
export const tojsonSyntax: CommandSyntax<'tojson'> = {
  names: ['tojson'],
  parse(cursor, start) {
    const reader = new OptionReader('tojson', table);
    const fields: JsonField[] = [];
    for (;;) {
      reader.takeAll(cursor);
      reader.refuseUnknown(cursor);
      const one = takeJsonField(cursor);
      if (one === undefined) break;
      fields.push(one);
    }
    return { kind: 'tojson', options: reader.options, fields, span: cursor.spanFrom(start) };
  },
  output: (before, { options }) => plus(before, [options.output_field ?? '_raw']),
  print: ({ options, fields }) =>
    [
      'tojson',
      ...fields.map(({ type, field }) => (type === null ? writeField(field) : `${type}(${writeField(field)})`)),
    ]
      .join(' ')
      .concat(writeOptions(options)),
};
