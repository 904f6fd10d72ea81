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
    const name = this.readName(at);
    if (name === undefined) throw new DamagedError(`no element name stands at chunk offset ${at}`);
    this.names.set(at, name);
    return name;
  }

  /** All records of a chunk share their names: one of Windows' own is known by its hash where its characters are damaged. */
  private readName(at: number): string | undefined {
    const hash = this.u16(at + 4);
    const units = this.u16(at + 6);
    const name = at + 8 + units * 2 > this.buffer.length ? '' : this.utf16(at + 8, units);
    const intended = nameHash(name) === hash ? name : (knownNames.get(hash) ?? name);
    return NAME.test(intended) ? intended : undefined;
  }
}

const NAME = /^[^\s<>&'"=/\0]+$/;

/** The hash that stands before a name ([MS-EVEN6] 2.2.12, NameHash). */
function nameHash(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 65_599) + name.charCodeAt(at)) >>> 0;
  return hash & 0xffff;
}

const knownNames: ReadonlyMap<number, string> = new Map(
  [
    'Event', 'xmlns', 'System', 'Provider', 'Name', 'Guid', 'EventSourceName', 'EventID', 'Qualifiers', 'Version',
    'Level', 'Task', 'Opcode', 'Keywords', 'TimeCreated', 'SystemTime', 'EventRecordID', 'Correlation', 'ActivityID',
    'RelatedActivityID', 'Execution', 'ProcessID', 'ThreadID', 'Channel', 'Computer', 'Security', 'UserID', 'EventData',
    'Data', 'UserData',
  ].map((name) => [nameHash(name), name]),
); // prettier-ignore

function outside(at: number): DamagedError {
  return new DamagedError(`binary XML points outside its chunk (offset ${at})`);
}
