/** Reading values out of parsed JSON without trusting its shape. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that the object itself has (never one that every object inherits). */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The first of the names that holds an object. */
export function objectAt(object: JsonObject, ...names: readonly string[]): JsonObject | undefined {
  for (const name of names) {
    const value = member(object, name);
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
    const text = scalarText(member(object, name));
    if (text !== undefined && text !== '') return text;
  }
  return '';
}

/** Text of a member that may be wrapped, as converters from XML do: `{"#text": …}`. */
export function contentText(value: unknown): string | undefined {
  if (!isObject(value)) return scalarText(value);
  return scalarText(member(value, '#text') ?? member(value, 'text') ?? member(value, '_') ?? member(value, 'Value'));
}

/** An attribute of an element as converters from XML write it: `#attributes`, `@Name`, `$` or the plain name. */
export function attributeText(value: unknown, name: string): string {
  if (!isObject(value)) return '';
  const attributes = objectAt(value, '#attributes', '$', '@attributes') ?? value;
  return textAt(attributes, name, `@${name}`, `-${name}`);
}

/** An attribute of a child element, written inside it or beside it (`Provider_attributes`). */
export function childAttribute(parent: JsonObject, element: string, name: string): string {
  return attributeText(member(parent, element), name) || attributeText(member(parent, `${element}_attributes`), name);
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
