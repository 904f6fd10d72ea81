import type { SigmaValue } from '../value';
import { asText, encodable, unexpected, type Problem } from './modifier';

/** Bytes and base64 without Node, for the encoding modifiers. */

/** UTF-16 code units as bytes. */
export function utf16Bytes(text: string, order: 'little' | 'big'): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) =>
    order === 'little' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
  );
}

/** What an encoder works on: bytes that an earlier modifier made, else the text in UTF-8. */
export function bytesOf(value: SigmaValue): readonly number[] | Problem {
  if (value.kind === 'bytes') return value.bytes;
  const text = asText(value);
  if (text === undefined) return unexpected(value, 'text');
  const plain = encodable(text);
  return typeof plain === 'string' ? [...new TextEncoder().encode(plain)] : plain;
}

/** Base64 with padding. */
export function base64Of(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/** Tells a problem from bytes. */
export function isProblem(value: readonly number[] | Problem): value is Problem {
  return 'kind' in value;
}
