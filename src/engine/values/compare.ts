import { numberOf, scalarText, type Scalar } from './value';

/** Orders of values, as the `sort` command names them (auto, num, ip, str). */

/** Lexicographic by code points, as Splunk's UTF-8 order. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Numbers by size; what is no number comes after all numbers. */
export function compareNumber(a: Scalar, b: Scalar): number {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x === undefined) return y === undefined ? compareText(scalarText(a), scalarText(b)) : 1;
  return y === undefined ? -1 : x - y;
}

/** Numbers by size, then IPv4 addresses by address, then texts: one order for all, where Splunk decides pair by pair. */
export function compareAuto(a: Scalar, b: Scalar): number {
  if (a === b) return 0;
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== undefined && y !== undefined) return x - y;
  if (x !== undefined || y !== undefined) return x === undefined ? 1 : -1;
  return compareIp(a, b);
}

/** IPv4 addresses by address; what is no address comes after all addresses, as text. */
export function compareIp(a: Scalar, b: Scalar): number {
  const x = ipv4(scalarText(a));
  const y = ipv4(scalarText(b));
  if (x !== undefined && y !== undefined) return x - y;
  if (x !== undefined || y !== undefined) return x === undefined ? 1 : -1;
  return compareText(scalarText(a), scalarText(b));
}

/** The 32-bit number of a dotted IPv4 address, or undefined. */
export function ipv4(text: string): number | undefined {
  if (text.charCodeAt(0) > 0x39) return undefined;
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  return parts.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
