import { badRequest } from '../http/rest_error';

/** A record of a collection; `_key` and `_user` are the store's own fields. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type Document = { readonly [key: string]: JsonValue };

/** MongoDB's limit of one document, which the real store has. */
export const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Reads a JSON body; 400 when it is none. */
export function parseJson(text: string): JsonValue {
  try {
    // What JSON.parse gives is JSON by definition.
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw badRequest(`JSON in the request is invalid. ( ${error instanceof Error ? error.message : ''} )`);
  }
}

export function isDocument(value: JsonValue): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A document from a body; 400 for anything but an object. */
export function documentOf(value: JsonValue): Document {
  if (!isDocument(value)) throw badRequest('Must supply a JSON object for a record.');
  if (JSON.stringify(value).length > MOST_DOCUMENT_BYTES) throw badRequest('A record may have 16 MB at most.');
  return value;
}

/** The value behind a dotted path: `a.b` looks into `{a: {b: …}}`, into lists by their members. */
export function valueAt(document: Document, path: string): JsonValue | undefined {
  if (Object.hasOwn(document, path)) return document[path];
  const at = path.indexOf('.');
  if (at === -1) return undefined;
  const inner = document[path.slice(0, at)];
  return inner !== undefined && isDocument(inner) ? valueAt(inner, path.slice(at + 1)) : undefined;
}
