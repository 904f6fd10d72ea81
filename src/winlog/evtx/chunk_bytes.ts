/** The bytes of one evtx chunk; every offset in binary XML counts from its start. */

/** A record or chunk that does not hold together; the message is what a person is told. */
export class DamagedError extends Error {}

export const CHUNK_SIZE = 65_536;

/** Reading that stays inside the chunk: a place outside raises DamagedError, never a wrong value. */
export class ChunkBytes {
  readonly view: DataView;
  readonly names = new Map<number, string>();

  constructor(readonly buffer: Buffer) {
    this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  u8(at: number): number {
    if (at < 0 || at >= this.buffer.length) throw outside(at);
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    if (at < 0 || at + 2 > this.buffer.length) throw outside(at);
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    if (at < 0 || at + 4 > this.buffer.length) throw outside(at);
    return this.view.getUint32(at, true);
  }

  /** UTF-16 text of `units` code units. */
  utf16(at: number, units: number): string {
    if (at < 0 || at + units * 2 > this.buffer.length) throw outside(at + units * 2);
    return this.buffer.toString('utf16le', at, at + units * 2);
  }

  /** The name whose structure (next, hash, length, characters) stands at an offset. */
  name(at: number): string {
    const known = this.names.get(at);
    if (known !== undefined) return known;
    const name = this.utf16(at + 8, this.u16(at + 6));
    if (!NAME.test(name)) throw new DamagedError(`no element name stands at chunk offset ${at}`);
    this.names.set(at, name);
    return name;
  }
}

const NAME = /^[^\s<>&'"=/\0]+$/;

function outside(at: number): DamagedError {
  return new DamagedError(`binary XML points outside its chunk (offset ${at})`);
}
