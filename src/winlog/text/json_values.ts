import { ownValue } from '../../core/own_value';

/** Reading values out of parsed JSON without trusting its shape. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of the names that holds an object. */
export function objectAt(object: JsonObject, ...names: readonly string[]): JsonObject | undefined {
  for (const name of names) {
    const value = ownValue(object, name);
    if (isObject(value)) return value;
  }
  return undefined;
}

/** A value as text: strings as they are, numbers and booleans printed; nothing for null and for objects. */
export function scalarText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return undefined;
  }
}

/** The first of the names that holds text, a number or a boolean; empty when none does. */
export function textAt(object: JsonObject, ...names: readonly string[]): string {
  for (const name of names) {
    const text = scalarText(ownValue(object, name));
    if (text !== undefined && text !== '') return text;
  }
  return '';
}

/** Text of a member that may be wrapped, as converters from XML do: `{"#text": …}`. */
export function contentText(value: unknown): string | undefined {
  if (!isObject(value)) return scalarText(value);
  return scalarText(
    ownValue(value, '#text') ?? ownValue(value, 'text') ?? ownValue(value, '_') ?? ownValue(value, 'Value'),
  );
}

/** An attribute of an element as converters from XML write it: `#attributes`, `@Name`, `$` or the plain name. */
export function attributeText(value: unknown, name: string): string {
  if (!isObject(value)) return '';
  const attributes = objectAt(value, '#attributes', '$', '@attributes') ?? value;
  return textAt(attributes, name, `@${name}`, `-${name}`);
}

/** An attribute of a child element, written inside it or beside it (`Provider_attributes`). */
export function childAttribute(parent: JsonObject, element: string, name: string): string {
  return (
    attributeText(ownValue(parent, element), name) || attributeText(ownValue(parent, `${element}_attributes`), name)
  );
}

/** Parsed JSON, or nothing where the text is none. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
