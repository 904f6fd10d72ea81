import type { JsonType, TojsonCommand } from '../../spl/ast';
import { parseJson, type Json } from '../eval/json_path';
import type { FieldValue } from '../types';
import { addFields, fieldMatcher, fieldOf, isInternal, withField } from '../values/row';
import { isList, numberOf, scalarText, type Scalar } from '../values/value';
import { mapBatches, type Runner } from './command';

/** `tojson`: the fields of a row as a JSON object, in `_raw` unless another field is named. */
export const runTojson: Runner<'tojson'> = (command) => {
  const { output_field: target = '_raw', fill_null: fillNull = false } = command.options;
  return mapBatches(({ fields, rows }) => {
    const written = fields.flatMap((name) => {
      const type = typeOf(name, command);
      return type === null ? [] : [{ name, type }];
    });
    return {
      fields: addFields(fields, [target]),
      rows: rows.map((row) => {
        const entries = written.flatMap(({ name, type }): readonly (readonly [string, Json])[] => {
          const json = valueAs(fieldOf(row, name), type);
          return json === undefined ? (fillNull ? [[name, null]] : []) : [[name, json]];
        });
        return withField(row, target, JSON.stringify(Object.fromEntries(entries)));
      }),
    };
  });
};

/** How a field is written; null leaves it out. A field that is named outright goes before one that a pattern means. */
function typeOf(name: string, { fields, options }: TojsonCommand): JsonType | null {
  const { default_type: otherwise = 'none', include_internal: withInternal = false } = options;
  if (isInternal(name) && !withInternal && !fields.some(({ field }) => field.name === name)) return null;
  if (fields.length === 0) return otherwise;
  const found =
    fields.find(({ field }) => field.name === name) ?? fields.find(({ field }) => fieldMatcher(field.name)(name));
  return found === undefined ? null : (found.type ?? otherwise);
}

/** Undefined for what the type does not allow; several values are an array of those that it does. */
function valueAs(value: FieldValue, type: JsonType): Json | undefined {
  if (value === null) return undefined;
  if (!isList(value)) return scalarAs(value, type);
  return value.flatMap((one) => {
    const json = scalarAs(one, type);
    return json === undefined ? [] : [json];
  });
}

function scalarAs(value: Scalar, type: JsonType): Json | undefined {
  const text = scalarText(value);
  switch (type) {
    case 'str':
      return text;
    case 'num':
      return numberOf(value);
    case 'none':
      return numberOf(value) ?? text;
    case 'bool':
      return booleanOf(value);
    case 'json':
      return parseJson(text);
    case 'auto':
      return automatic(value, text);
  }
}

function booleanOf(value: Scalar): boolean | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number !== 0;
  if (/^(?:true|t|yes)$/i.test(scalarText(value))) return true;
  return /^(?:false|f|no)$/i.test(scalarText(value)) ? false : undefined;
}

function automatic(value: Scalar, text: string): Json {
  const number = numberOf(value);
  if (number !== undefined) return number;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\s*[[{]/.test(text) ? (parseJson(text) ?? text) : text;
}
