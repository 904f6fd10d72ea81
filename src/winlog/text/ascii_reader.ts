import { type ByteReader, passOver } from '../byte_reader';
import { declaredEncoding } from './declared_encoding';

/** What a text's first bytes say about its encoding: `ascii` is any in which ASCII's bytes stand for nothing else. */
type Encoding = 'ascii' | 'utf-16le' | 'utf-16be' | 'iso-2022-jp';

const SNIFFED = 4096;

/** Bytes of a text that hold NUL are UTF-16 when the NULs stand in one half of the pairs, and no text otherwise. */
function encodingOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const nuls = [0, 0];
  const length = Math.min(head.length, SNIFFED);
  for (let at = 0; at < length; at++) if (head[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (even + odd === 0) return declaredEncoding(head)?.label === 'iso-2022-jp' ? 'iso-2022-jp' : 'ascii';
  if (even * 8 < odd && odd > length / 8) return 'utf-16le';
  if (odd * 8 < even && even > length / 8) return 'utf-16be';
  return even + odd > length / 64 ? undefined : 'ascii';
}

/** Whether a file's first bytes are no text at all. */
export function isBinary(head: Buffer): boolean {
  return encodingOf(head) === undefined;
}

/** A text whose borders show as ASCII: where they do not, it is read as UTF-8, in which offsets then count; else the reader is given back as it is. */
export function asciiReader(reader: ByteReader, head: Buffer): ByteReader {
  const encoding = encodingOf(head) ?? 'ascii';
  return encoding === 'ascii' ? reader : transcoded(reader, encoding);
}

function transcoded(reader: ByteReader, encoding: Exclude<Encoding, 'ascii'>): ByteReader {
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
    seek: (offset) => passOver(fill, () => offset - position),
  };
}
