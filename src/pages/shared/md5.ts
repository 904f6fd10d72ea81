/** MD5 (RFC 1321), the same as SPL's md5(): keys of KV store records must be computed alike in searches and pages. */

const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
const encoder = new TextEncoder();

/** A page computes 200,000 keys before it shows a row: what they need is made once. */
const state = new Int32Array(4);
const buffer = new Uint8Array(1024);
let words = new Int32Array(64);

/** The digest of the text's UTF-8 bytes, 32 hexadecimal digits. */
export function md5(text: string): string {
  state.set([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const length = fillWords(...utf8(text));
  for (let at = 0; at < length; at += 16) addBlock(at);
  let digest = '';
  for (const word of state) digest += littleEndianHex(word);
  return digest;
}

/** A text's bytes, and how many of them count: a UTF-16 unit is at most three bytes. */
function utf8(text: string): [bytes: Uint8Array, size: number] {
  if (text.length * 3 <= buffer.length) return [buffer, encoder.encodeInto(text, buffer).written];
  const bytes = encoder.encode(text);
  return [bytes, bytes.length];
}

/** The bytes, a one bit, zeros and the length in bits, as little-endian words; gives their number. */
function fillWords(bytes: Uint8Array, size: number): number {
  const length = (((size + 8) >> 6) + 1) * 16;
  if (words.length < length) words = new Int32Array(length);
  else words.fill(0, 0, length);
  for (let i = 0; i < size; i++) words[i >> 2] = (words[i >> 2] ?? 0) | ((bytes[i] ?? 0) << ((i & 3) << 3));
  words[size >> 2] = (words[size >> 2] ?? 0) | (0x80 << ((size & 3) << 3));
  words[length - 2] = size << 3;
  words[length - 1] = Math.floor(size / 2 ** 29);
  return length;
}

/** One step: `mixed` is the round's function of the other three words of the state. */
function step(a: number, b: number, mixed: number, i: number, word: number, by: number): number {
  const sum = (a + mixed + (SINES[i] ?? 0) + (words[word] ?? 0)) | 0;
  return (b + ((sum << by) | (sum >>> (32 - by)))) | 0;
}

/** The four rounds, four steps at a time: an array or a closure a step would take five times as long. */
function addBlock(at: number): void {
  let [a, b, c, d] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0];
  for (let i = 0; i < 16; i += 4) {
    a = step(a, b, (b & c) | (~b & d), i, at + i, 7);
    d = step(d, a, (a & b) | (~a & c), i + 1, at + i + 1, 12);
    c = step(c, d, (d & a) | (~d & b), i + 2, at + i + 2, 17);
    b = step(b, c, (c & d) | (~c & a), i + 3, at + i + 3, 22);
  }
  for (let i = 16; i < 32; i += 4) {
    a = step(a, b, (d & b) | (~d & c), i, at + ((5 * i + 1) & 15), 5);
    d = step(d, a, (c & a) | (~c & b), i + 1, at + ((5 * i + 6) & 15), 9);
    c = step(c, d, (b & d) | (~b & a), i + 2, at + ((5 * i + 11) & 15), 14);
    b = step(b, c, (a & c) | (~a & d), i + 3, at + ((5 * i + 16) & 15), 20);
  }
  for (let i = 32; i < 48; i += 4) {
    a = step(a, b, b ^ c ^ d, i, at + ((3 * i + 5) & 15), 4);
    d = step(d, a, a ^ b ^ c, i + 1, at + ((3 * i + 8) & 15), 11);
    c = step(c, d, d ^ a ^ b, i + 2, at + ((3 * i + 11) & 15), 16);
    b = step(b, c, c ^ d ^ a, i + 3, at + ((3 * i + 14) & 15), 23);
  }
  for (let i = 48; i < 64; i += 4) {
    a = step(a, b, c ^ (b | ~d), i, at + ((7 * i) & 15), 6);
    d = step(d, a, b ^ (a | ~c), i + 1, at + ((7 * i + 7) & 15), 10);
    c = step(c, d, a ^ (d | ~b), i + 2, at + ((7 * i + 14) & 15), 15);
    b = step(b, c, d ^ (c | ~a), i + 3, at + ((7 * i + 21) & 15), 21);
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const littleEndianHex = (word: number): string =>
  `${HEX[word & 255] ?? ''}${HEX[(word >>> 8) & 255] ?? ''}${HEX[(word >>> 16) & 255] ?? ''}${HEX[word >>> 24] ?? ''}`;
