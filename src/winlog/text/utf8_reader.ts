import type { ByteReader } from '../byte_reader';

/** What a text's first bytes say about its encoding. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const SNIFFED = 4096;

/** Bytes of a text that hold NUL are UTF-16 when the NULs stand in one half of the pairs, and no text otherwise. */
function encodingOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const nuls = [0, 0];
  const length = Math.min(head.length, SNIFFED);
  for (let at = 0; at < length; at++) if (head[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (even + odd === 0) return 'utf-8';
  if (even * 8 < odd && odd > length / 8) return 'utf-16le';
  if (odd * 8 < even && even > length / 8) return 'utf-16be';
  return even + odd > length / 64 ? undefined : 'utf-8';
}

/** Whether a file's first bytes are no text at all. */
export function isBinary(head: Buffer): boolean {
  return encodingOf(head) === undefined;
}

/** The same text as UTF-8; offsets then count in UTF-8. A reader of UTF-8 is given back as it is. */
export function utf8Reader(reader: ByteReader, head: Buffer): ByteReader {
  const encoding = encodingOf(head) ?? 'utf-8';
  return encoding === 'utf-8' ? reader : transcoded(reader, encoding);
}

function transcoded(reader: ByteReader, encoding: Encoding): ByteReader {
  const decoder = new TextDecoder(encoding);
  const block = Buffer.allocUnsafe(1 << 16);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  const fill = async (target: Buffer, from: number): Promise<number> => {
    let filled = 0;
    while (from + filled < target.length) {
      if (rest.length === 0) {
        const count = await reader.fill(block, 0);
        if (count === 0) break;
        rest = Buffer.from(decoder.decode(block.subarray(0, count), { stream: true }), 'utf8');
      }
      const count = rest.copy(target, from + filled);
      rest = rest.subarray(count);
      filled += count;
    }
    position += filled;
    return filled;
  };
  return {
    ...reader,
    fill,
    seek: async (offset) => {
      const scratch = Buffer.allocUnsafe(1 << 16);
      while (position < offset) {
        const count = await fill(scratch.subarray(0, Math.min(scratch.length, offset - position)), 0);
        if (count === 0) return;
      }
    },
  };
}
