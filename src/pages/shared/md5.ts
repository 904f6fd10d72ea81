/** MD5 (RFC 1321), the same as SPL's md5(): keys of KV store records must be computed alike in searches and pages. */

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const;
const sines = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** The digest of the text's UTF-8 bytes, 32 hexadecimal digits. */
export function md5(text: string): string {
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const words = paddedWords(new TextEncoder().encode(text));
  for (let at = 0; at < words.length; at += 16) state = block(state, words.subarray(at, at + 16));
  return state.map(littleEndianHex).join('');
}

function paddedWords(bytes: Uint8Array): Uint32Array {
  const length = (((bytes.length + 8) >> 6) + 1) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, (bytes.length * 8) >>> 0, true);
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return Uint32Array.from({ length: length / 4 }, (_, i) => view.getUint32(i * 4, true));
}

/** One round's mixing function and the word it takes, by step. */
function step(i: number, b: number, c: number, d: number): readonly [number, number] {
  if (i < 16) return [(b & c) | (~b & d), i];
  if (i < 32) return [(d & b) | (~d & c), (5 * i + 1) % 16];
  if (i < 48) return [b ^ c ^ d, (3 * i + 5) % 16];
  return [c ^ (b | ~d), (7 * i) % 16];
}

function block(state: readonly number[], words: Uint32Array): readonly number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let i = 0; i < 64; i++) {
    const [mixed, word] = step(i, b, c, d);
    const sum = (a + mixed + (sines[i] ?? 0) + (words[word] ?? 0)) | 0;
    const by = shifts[(i >> 4) * 4 + (i % 4)] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << by) | (sum >>> (32 - by)))) | 0];
  }
  return [a, b, c, d].map((value, i) => (value + (state[i] ?? 0)) | 0);
}

const littleEndianHex = (word: number): string =>
  [0, 8, 16, 24].map((by) => ((word >>> by) & 0xff).toString(16).padStart(2, '0')).join('');
