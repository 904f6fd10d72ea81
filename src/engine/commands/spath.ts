import type { FieldValue, Row } from '../types';
import { getPath, parseJson, toFieldValue, type Json } from '../eval/json_path';
import { addFields, fieldOf, withField } from '../values/row';
import { fromList, listOf, textOf, type Scalar } from '../values/value';
import { xmlPath, xmlPaths } from '../values/xml';
import { mapBatches, type Runner } from './command';

/** `spath`: fields from JSON or XML text: one path, or every leaf under its path. */
export const runSpath: Runner<'spath'> = ({ options }) => {
  const { input = '_raw', path } = options;
  const output = options.output ?? path;
  if (path !== undefined && output !== undefined)
    return mapBatches(({ fields, rows }) => ({
      fields: addFields(fields, [output]),
      rows: rows.map((row) => {
        const text = textOf(fieldOf(row, input));
        const value = text === undefined ? null : valueAt(text, path);
        return value === null ? row : withField(row, output, value);
      }),
    }));
  return mapBatches(({ fields, rows }) => {
    const found = new Set<string>();
    const changed = rows.map((row) => extended(row, input, found));
    return { fields: addFields(fields, found), rows: changed };
  });
};

function valueAt(text: string, path: string): FieldValue {
  const json = parseJson(text);
  return json === undefined ? fromList(xmlPath(text, path)) : toFieldValue(getPath(json, path));
}

function extended(row: Row, input: string, found: Set<string>): Row {
  const text = textOf(fieldOf(row, input));
  if (text === undefined) return row;
  const json = parseJson(text);
  const leaves = json !== undefined && typeof json === 'object' && json !== null ? jsonLeaves(json) : xmlPaths(text);
  const result: Record<string, FieldValue> = { ...row };
  for (const [name, values] of leaves) {
    found.add(name);
    result[name] = fromList(values);
  }
  return result;
}

function jsonLeaves(json: Json): ReadonlyMap<string, readonly Scalar[]> {
  const leaves = new Map<string, Scalar[]>();
  walk(json, '', (path, value) => {
    const values = leaves.get(path) ?? [];
    leaves.set(path, values);
    values.push(...listOf(toFieldValue([value])));
  });
  return leaves;
}

function walk(json: Json, path: string, leaf: (path: string, value: Json) => void): void {
  if (Array.isArray(json)) {
    const items: readonly Json[] = json;
    for (const item of items) walk(item, `${path}{}`, leaf);
  } else if (typeof json === 'object' && json !== null) {
    for (const [key, value] of Object.entries(json)) walk(value, path === '' ? key : `${path}.${key}`, leaf);
  } else if (path !== '') leaf(path, json);
}
