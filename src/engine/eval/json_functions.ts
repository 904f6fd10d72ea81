import { fromList, numberOf, scalarText } from '../values/value';
import { getPath, isArray, parseJson, setPath, toFieldValue, type Json } from './json_path';
import { asList, asText, fieldValueOf, isNull, type EvalValue } from './eval_value';
import type { EvalFunction } from './function_type';

/** JSON functions of eval: objects and arrays travel as their text. */

/** A value of a field as JSON: text that reads as an object or array is one, numbers are numbers. */
function jsonOf(value: EvalValue | undefined): Json {
  if (value === undefined || isNull(value)) return null;
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  const list = asList(value);
  if (list.length > 1) return list.map((one) => jsonOf(one));
  const text = asText(value) ?? '';
  if (/^\s*[[{]/.test(text)) return parseJson(text) ?? text;
  return typeof value === 'string' || numberOf(text) === undefined ? text : Number(text);
}

function objectFrom(args: readonly EvalValue[]): Json {
  const entries: [string, Json][] = [];
  for (let i = 0; i + 1 < args.length; i += 2) entries.push([asText(args[i]) ?? '', jsonOf(args[i + 1])]);
  return Object.fromEntries(entries);
}

function changed(merge: (before: Json | undefined, value: Json) => Json): EvalFunction {
  return ([value, ...pairs]) => {
    let json = parseJson(asText(value) ?? '');
    if (json === undefined) return null;
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const path = asText(pairs[i]);
      if (path === null) return null;
      json = setPath(json, path, merge(getPath(json, path)[0], jsonOf(pairs[i + 1])));
    }
    return JSON.stringify(json);
  };
}

function extracted([value, ...paths]: readonly EvalValue[]): EvalValue {
  const json = parseJson(asText(value) ?? '');
  if (json === undefined) return null;
  if (paths.length === 0) return toFieldValue([json]);
  const found = paths.map((path) => getPath(json, asText(path) ?? ''));
  if (found.length === 1) return toFieldValue(found[0] ?? []);
  return JSON.stringify(found.map((all) => (all.length > 1 ? all : (all[0] ?? null))));
}

function exactlyExtracted([value, ...keys]: readonly EvalValue[]): EvalValue {
  const json = parseJson(asText(value) ?? '');
  if (!isObject(json)) return null;
  const found = keys.map((key) => json[asText(key) ?? ''] ?? null);
  return found.length === 1 ? toFieldValue(found) : JSON.stringify(found);
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function removed([value, ...paths]: readonly EvalValue[]): EvalValue {
  let json = parseJson(asText(value) ?? '');
  if (json === undefined) return null;
  for (const path of paths) json = setPath(json, asText(path) ?? '', undefined);
  return JSON.stringify(json);
}

function keysOf([value]: readonly EvalValue[]): EvalValue {
  const json = parseJson(asText(value) ?? '');
  return isObject(json) ? JSON.stringify(Object.keys(json)) : null;
}

function appended(before: Json | undefined, value: Json, spread: boolean): Json {
  const list: readonly Json[] = before === undefined ? [] : isArray(before) ? before : [before];
  return [...list, ...(spread && isArray(value) ? value : [value])];
}

export const jsonFunctions = {
  isarray: ([value]) => Array.isArray(parseJson(asText(value) ?? '')),
  isobject: ([value]) => isObject(parseJson(asText(value) ?? '')),
  json: ([value]) => {
    const json = parseJson(asText(value) ?? '');
    return json === undefined ? null : JSON.stringify(json);
  },
  json_append: changed((before, value) => appended(before, value, false)),
  json_array: (args) => JSON.stringify(args.map(jsonOf)),
  json_array_to_mv: ([value, quotes]) => {
    const json = parseJson(asText(value) ?? '');
    if (!Array.isArray(json)) return null;
    const texts: readonly Json[] = json;
    return fromList(texts.map((one) => (typeof one === 'string' && quotes !== true ? one : JSON.stringify(one))));
  },
  json_delete: removed,
  json_entries: ([value]) => {
    const json = parseJson(asText(value) ?? '');
    return isObject(json) ? JSON.stringify(Object.entries(json).map(([key, one]) => ({ key, value: one }))) : null;
  },
  json_extend: changed((before, value) => appended(before, value, true)),
  json_extract: extracted,
  json_extract_exact: exactlyExtracted,
  json_has_key_exact: ([value, key]) => {
    const json = parseJson(asText(value) ?? '');
    return isObject(json) ? Object.hasOwn(json, asText(key) ?? '') : null;
  },
  json_keys: keysOf,
  json_object: (args) => JSON.stringify(objectFrom(args)),
  json_set: changed((_, value) => value),
  json_set_exact: ([value, ...pairs]) => {
    const json = parseJson(asText(value) ?? '');
    return isObject(json) ? JSON.stringify({ ...json, ...Object(objectFrom(pairs)) }) : null;
  },
  json_valid: ([value]) => {
    const text = asText(value);
    return text === null ? null : parseJson(text) !== undefined;
  },
  mv_to_json_array: ([value, infer]) => {
    const types = infer === true;
    return JSON.stringify(asList(value).map((one) => (types ? (parseJson(scalarText(one)) ?? one) : scalarText(one))));
  },
  spath: ([value, path]) => {
    const json = parseJson(asText(value) ?? '');
    return json === undefined ? null : toFieldValue(getPath(json, asText(path) ?? ''));
  },
  toarray: ([value]) => JSON.stringify(asList(value).map(jsonOf)),
  tojson: ([value]) => (value === undefined ? null : JSON.stringify(jsonOf(fieldValueOf(value)))),
  tomv: ([value]) => {
    const json = parseJson(asText(value) ?? '');
    return Array.isArray(json) ? toFieldValue(json) : (value ?? null);
  },
  toobject: ([value]) => {
    const json = parseJson(asText(value) ?? '');
    return isObject(json) ? JSON.stringify(json) : null;
  },
} as const satisfies Readonly<Record<string, EvalFunction>>;
