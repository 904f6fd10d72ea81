import { fromList, type Scalar } from '../values/value';
import type { FieldValue } from '../types';

/** JSON values and Splunk's paths into them: `a.b{2}.c`, `{}` for all elements. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What JSON.parse gives is JSON; the check tells the compiler. */
function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== 'function';
}

type Step = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'index'; readonly index: number | null };

/** The steps of a path; `{}` is every element, `{3}` the element 3 (0 is the first). */
export function pathSteps(path: string): readonly Step[] {
  const steps: Step[] = [];
  for (const match of path.matchAll(/\{(-?\d*)\}|'([^']*)'|((?:[^.{}']|\{(?!-?\d*\}))+)/g)) {
    const [, index, quoted, key] = match;
    if (index !== undefined) steps.push({ kind: 'index', index: index === '' ? null : Number(index) });
    else steps.push({ kind: 'key', key: quoted ?? key ?? '' });
  }
  return steps;
}

/** Every value at a path. */
export function getPath(json: Json, path: string): readonly Json[] {
  return pathSteps(path).reduce<readonly Json[]>((all, step) => all.flatMap((one) => at(one, step)), [json]);
}

function at(json: Json, step: Step): readonly Json[] {
  if (isArray(json)) {
    if (step.kind === 'key') return [];
    const found = step.index === null ? json : json.slice(step.index).slice(0, 1);
    return found;
  }
  if (step.kind === 'index' || typeof json !== 'object' || json === null) return [];
  const value = Object.hasOwn(json, step.key) ? json[step.key] : undefined;
  return value === undefined ? [] : [value];
}

/** True for an array; the plain check would lose the type of its elements. */
export function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/**
 * The value with another one at a path; undefined removes it. Objects on the way are made where nothing is; a path that
 * does not fit what is there changes nothing (Search Reference, JSON functions, json_set).
 */
export function setPath(json: Json, path: string, value: Json | undefined): Json {
  return set(json, pathSteps(path), value) ?? null;
}

function set(json: Json | undefined, [step, ...rest]: readonly Step[], value: Json | undefined): Json | undefined {
  if (step === undefined) return value;
  if (json !== undefined && !fits(json, step)) return json;
  if (step.kind === 'index') return setElement(json, step.index, rest, value);
  const object = json !== undefined && typeof json === 'object' && json !== null && !isArray(json) ? json : {};
  if (value === undefined && !Object.hasOwn(object, step.key)) return json;
  const next = set(Object.hasOwn(object, step.key) ? object[step.key] : undefined, rest, value);
  const others = Object.fromEntries(Object.entries(object).filter(([key]) => key !== step.key || next !== undefined));
  return next === undefined ? others : { ...others, [step.key]: next };
}

function fits(json: Json, { kind }: Step): boolean {
  return typeof json === 'object' && json !== null && isArray(json) === (kind === 'index');
}

function setElement(
  json: Json | undefined,
  index: number | null,
  rest: readonly Step[],
  value: Json | undefined,
): Json {
  const list = json !== undefined && isArray(json) ? json : [];
  const changed = list.flatMap((one, i) => {
    if (index !== null && i !== index) return [one];
    const next = set(one, rest, value);
    return next === undefined ? [] : [next];
  });
  const added = index !== null && index >= list.length && value !== undefined ? set(undefined, rest, value) : undefined;
  return added === undefined ? changed : [...changed, added];
}

/** JSON values as a field holds them: scalars as they are, objects and arrays as their text; null is nothing. */
export function toFieldValue(all: readonly Json[]): FieldValue {
  return fromList(all.flatMap((json): readonly Scalar[] => (json === null ? [] : [scalarOf(json)])));
}

function scalarOf(json: Exclude<Json, null>): Scalar {
  if (typeof json === 'string' || typeof json === 'number') return json;
  return typeof json === 'boolean' ? String(json) : JSON.stringify(json);
}
