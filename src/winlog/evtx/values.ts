import { filetimeText } from '../times';
import { DamagedError, type ChunkBytes } from './chunk_bytes';

/** The value types of binary XML ([MS-EVEN6] 2.2.12, BinXml value types) as the text that Windows shows for them. */

export const ARRAY = 0x80;
export const BINARY_XML = 0x21;
export const NULL_VALUE = 0x00;

type Format = (chunk: ChunkBytes, at: number, size: number) => string;

const decimal64 =
  (signed: boolean): Format =>
  (chunk, at) => {
    const high = chunk.u32(at + 4);
    if (high === 0) return String(chunk.u32(at));
    return String(signed ? chunk.view.getBigInt64(at, true) : chunk.view.getBigUint64(at, true));
  };

const hex32: Format = (chunk, at) => `0x${chunk.u32(at).toString(16)}`;
const hex64: Format = (chunk, at) => {
  const high = chunk.u32(at + 4);
  const low = chunk.u32(at).toString(16);
  return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, '0')}`;
};

const utf16: Format = (chunk, at, size) => untilNul(chunk.utf16(at, size >> 1));
const ansi: Format = (chunk, at, size) => untilNul(chunk.buffer.toString('latin1', at, at + size));
const hexBytes: Format = (chunk, at, size) => chunk.buffer.toString('hex', at, at + size).toUpperCase();

const guid: Format = (chunk, at) => {
  const hex = (offset: number, length: number): string =>
    chunk.buffer.toString('hex', at + offset, at + offset + length);
  const number = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const head = `${number(chunk.u32(at), 8)}-${number(chunk.u16(at + 4), 4)}-${number(chunk.u16(at + 6), 4)}`;
  return `{${head}-${hex(8, 2)}-${hex(10, 6)}}`.toUpperCase();
};

const systemTime: Format = (chunk, at) => {
  const part = (index: number, digits: number): string => String(chunk.u16(at + index * 2)).padStart(digits, '0');
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
};

const sid: Format = (chunk, at, size) => {
  const count = chunk.u8(at + 1);
  if (8 + count * 4 > size)
    throw new DamagedError(`a security identifier is longer than its value at chunk offset ${at}`);
  let text = `S-${chunk.u8(at)}-${chunk.view.getUint16(at + 2) * 2 ** 32 + chunk.view.getUint32(at + 4)}`;
  for (let index = 0; index < count; index++) text += `-${chunk.u32(at + 8 + index * 4)}`;
  return text;
};

interface ValueType {
  /** Bytes of one value; 0 where the value's own size says it. */
  readonly size: number;
  readonly format: Format;
}

const TYPES: Readonly<Record<number, ValueType>> = {
  0x01: { size: 0, format: utf16 },
  0x02: { size: 0, format: ansi },
  0x03: { size: 1, format: (chunk, at) => String(chunk.view.getInt8(at)) },
  0x04: { size: 1, format: (chunk, at) => String(chunk.u8(at)) },
  0x05: { size: 2, format: (chunk, at) => String(chunk.view.getInt16(at, true)) },
  0x06: { size: 2, format: (chunk, at) => String(chunk.u16(at)) },
  0x07: { size: 4, format: (chunk, at) => String(chunk.view.getInt32(at, true)) },
  0x08: { size: 4, format: (chunk, at) => String(chunk.u32(at)) },
  0x09: { size: 8, format: decimal64(true) },
  0x0a: { size: 8, format: decimal64(false) },
  0x0b: { size: 4, format: (chunk, at) => String(Number(chunk.view.getFloat32(at, true).toPrecision(7))) },
  0x0c: { size: 8, format: (chunk, at) => String(chunk.view.getFloat64(at, true)) },
  0x0d: { size: 4, format: (chunk, at) => (chunk.u32(at) === 0 ? 'false' : 'true') },
  0x0e: { size: 0, format: hexBytes },
  0x0f: { size: 16, format: guid },
  0x10: { size: 0, format: (chunk, at, size) => (size === 8 ? hex64 : hex32)(chunk, at, size) },
  0x11: { size: 8, format: (chunk, at) => filetimeText(chunk.u32(at), chunk.u32(at + 4)) },
  0x12: { size: 16, format: systemTime },
  0x13: { size: 0, format: sid },
  0x14: { size: 4, format: hex32 },
  0x15: { size: 8, format: hex64 },
  0x20: { size: 0, format: hexBytes },
  0x23: { size: 0, format: utf16 },
};

/** One value as text. Throws DamagedError for a type that is not known or a value shorter than its type. */
export function formatValue(chunk: ChunkBytes, type: number, at: number, size: number): string {
  if (size === 0 || type === NULL_VALUE) return '';
  const { size: needed, format } = typeOf(type, at);
  if (size < needed) throw new DamagedError(`a value of type ${type} has ${size} bytes at chunk offset ${at}`);
  if (at + size > chunk.buffer.length) throw new DamagedError(`a value runs past its chunk (offset ${at})`);
  return format(chunk, at, size);
}

/** The items of an array value (its type carries the array flag), each as text. */
export function formatArray(chunk: ChunkBytes, type: number, at: number, size: number): readonly string[] {
  const base = type & ~ARRAY;
  if (at + size > chunk.buffer.length) throw new DamagedError(`a value runs past its chunk (offset ${at})`);
  if (base === 0x01) return strings(chunk.utf16(at, size >> 1));
  if (base === 0x02) return strings(chunk.buffer.toString('latin1', at, at + size));
  const { size: each, format } = typeOf(base, at);
  if (each === 0) return size === 0 ? [] : [formatValue(chunk, base, at, size)];
  return Array.from({ length: Math.floor(size / each) }, (_, index) => format(chunk, at + index * each, each));
}

function strings(text: string): readonly string[] {
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0');
}

function typeOf(type: number, at: number): ValueType {
  const found = TYPES[type];
  if (found === undefined) throw new DamagedError(`unknown value type 0x${type.toString(16)} at chunk offset ${at}`);
  return found;
}

/** Values often carry the NUL that ended them; one inside is kept. */
function untilNul(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return end === text.length ? text : text.slice(0, end);
}
