import { crc32 } from 'node:zlib';

/** Writes evtx files from the format's description ([MS-EVEN6], libevtx's notes), apart from the reader that is tested. */

export type Part = string | ElementNode | { readonly sub: number; readonly type: number; readonly optional?: boolean };

export interface ElementNode {
  readonly name: string;
  readonly attributes?: readonly (readonly [string, Part])[];
  readonly children?: readonly Part[];
}

export interface Value {
  readonly type: number;
  readonly bytes: Buffer;
}

export interface RecordSpec {
  readonly id: number;
  /** A template with its values, or an element written directly. */
  readonly template?: ElementNode;
  readonly values?: readonly Value[];
  readonly direct?: ElementNode;
}

export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const stringValue = (text: string): Value => ({ type: 0x01, bytes: utf16(text) });
export const number = (type: number, size: 1 | 2 | 4, value: number): Value => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return { type, bytes };
};
export const number64 = (type: number, value: bigint): Value => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return { type, bytes };
};

/** 100 ns since 1601 for epoch milliseconds. */
export const filetime = (milliseconds: number): bigint => (BigInt(milliseconds) + 11_644_473_600_000n) * 10_000n;

const u16 = (value: number): Buffer => number(0, 2, value).bytes;
const u32 = (value: number): Buffer => number(0, 4, value).bytes;

/** Each letter of a name added to 65,599 times what came before; the lowest 16 bits. */
const nameHash = (name: string): number =>
  Number([...name].reduce((hash, letter) => hash * 65_599n + BigInt(letter.charCodeAt(0)), 0n) % 0x1_0000n);

class ChunkWriter {
  private readonly parts: Buffer[] = [];
  private readonly names = new Map<string, number>();
  private readonly templates = new Map<ElementNode, number>();
  length = 512;

  push(bytes: Buffer): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }

  /** A name's offset, the name itself behind it where it is used for the first time. */
  name(name: string): void {
    const known = this.names.get(name);
    if (known !== undefined) return this.push(u32(known));
    const at = this.length + 4;
    this.names.set(name, at);
    this.push(u32(at));
    this.push(Buffer.concat([u32(0), u16(nameHash(name)), u16(name.length), utf16(name), u16(0)]));
  }

  element(node: ElementNode, inTemplate: boolean): void {
    const attributes = node.attributes ?? [];
    this.push(Buffer.from([attributes.length > 0 ? 0x41 : 0x01]));
    if (inTemplate) this.push(u16(0xffff));
    this.push(u32(0));
    this.name(node.name);
    if (attributes.length > 0) this.push(u32(0));
    attributes.forEach(([name, part], index) => {
      this.push(Buffer.from([index < attributes.length - 1 ? 0x46 : 0x06]));
      this.name(name);
      this.part(part, inTemplate);
    });
    if (node.children === undefined) return this.push(Buffer.from([0x03]));
    this.push(Buffer.from([0x02]));
    for (const child of node.children) this.part(child, inTemplate);
    this.push(Buffer.from([0x04]));
  }

  part(part: Part, inTemplate: boolean): void {
    if (typeof part === 'string') this.push(Buffer.concat([Buffer.from([0x05, 0x01]), u16(part.length), utf16(part)]));
    else if ('name' in part) this.element(part, inTemplate);
    else
      this.push(
        Buffer.concat([Buffer.from([part.optional === true ? 0x0e : 0x0d]), u16(part.sub), Buffer.from([part.type])]),
      );
  }

  instance(template: ElementNode, values: readonly Value[]): void {
    const known = this.templates.get(template);
    this.push(Buffer.from([0x0c, 0x01]));
    this.push(u32(1));
    if (known === undefined) this.definition(template);
    else this.push(u32(known));
    this.push(u32(values.length));
    for (const { type, bytes } of values) this.push(Buffer.concat([u16(bytes.length), Buffer.from([type, 0])]));
    for (const { bytes } of values) this.push(bytes);
  }

  private definition(template: ElementNode): void {
    const at = this.length + 4;
    this.templates.set(template, at);
    this.push(u32(at));
    this.push(Buffer.alloc(20, 0x11));
    const sizeAt = this.parts.length;
    this.push(u32(0));
    const start = this.length;
    this.push(Buffer.from([0x0f, 0x01, 0x01, 0x00]));
    this.element(template, true);
    this.push(Buffer.from([0x00]));
    this.parts[sizeAt] = u32(this.length - start);
  }

  record({ id, template, values = [], direct }: RecordSpec): void {
    const start = this.parts.length;
    const at = this.length;
    this.push(Buffer.alloc(24));
    this.push(Buffer.from([0x0f, 0x01, 0x01, 0x00]));
    if (template !== undefined) this.instance(template, values);
    if (direct !== undefined) this.element(direct, false);
    this.push(Buffer.from([0x00]));
    const size = this.length - at + 4;
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0x2a2a, 0);
    header.writeUInt32LE(size, 4);
    header.writeBigUInt64LE(BigInt(id), 8);
    this.parts[start] = header;
    this.push(u32(size));
  }
}

/** One chunk of 64 KiB with its checksums. */
export function chunkOf(records: readonly RecordSpec[]): Buffer {
  const writer = new ChunkWriter();
  for (const record of records) writer.record(record);
  const body = writer.bytes();
  const chunk = Buffer.alloc(65_536);
  chunk.write('ElfChnk\0', 0, 'latin1');
  for (const at of [8, 24]) chunk.writeBigUInt64LE(BigInt(records[0]?.id ?? 0), at);
  for (const at of [16, 32]) chunk.writeBigUInt64LE(BigInt(records.at(-1)?.id ?? 0), at);
  chunk.writeUInt32LE(128, 40);
  chunk.writeUInt32LE(512 + body.length, 48);
  body.copy(chunk, 512);
  return sealed(chunk);
}

/** Makes the checksums of a chunk anew, after it was changed on purpose. */
export function sealed(chunk: Buffer): Buffer {
  chunk.writeUInt32LE(crc32(chunk.subarray(512, chunk.readUInt32LE(48))), 52);
  chunk.writeUInt32LE(crc32(Buffer.concat([chunk.subarray(0, 120), chunk.subarray(128, 512)])), 124);
  return chunk;
}

/** A file around chunks; `counted` is what its header claims. */
export function evtxFile(
  chunks: readonly Buffer[],
  { minor = 1, counted = chunks.length, dirty = false } = {},
): Buffer {
  const header = Buffer.alloc(4096);
  header.write('ElfFile\0', 0, 'latin1');
  header.writeUInt32LE(128, 32);
  header.writeUInt16LE(minor, 36);
  header.writeUInt16LE(3, 38);
  header.writeUInt16LE(4096, 40);
  header.writeUInt16LE(counted, 42);
  header.writeUInt32LE(dirty ? 1 : 0, 120);
  header.writeUInt32LE(crc32(header.subarray(0, 120)), 124);
  return Buffer.concat([header, ...chunks]);
}

const data = (name: string, part: Part): ElementNode => ({
  name: 'Data',
  attributes: [['Name', name]],
  children: [part],
});

/** A template like Windows' own for Sysmon's event 1; its values are made by `sysmonValues`. */
export const sysmonTemplate: ElementNode = {
  name: 'Event',
  attributes: [['xmlns', 'http://schemas.microsoft.com/win/2004/08/events/event']],
  children: [
    {
      name: 'System',
      children: [
        { name: 'Provider', attributes: [['Name', 'Microsoft-Windows-Sysmon']] },
        { name: 'EventID', children: [{ sub: 0, type: 0x06 }] },
        { name: 'TimeCreated', attributes: [['SystemTime', { sub: 1, type: 0x11 }]] },
        { name: 'EventRecordID', children: [{ sub: 2, type: 0x0a }] },
        { name: 'Channel', children: ['Microsoft-Windows-Sysmon/Operational'] },
        { name: 'Computer', children: [{ sub: 3, type: 0x01 }] },
      ],
    },
    {
      name: 'EventData',
      children: [
        data('Image', { sub: 4, type: 0x01 }),
        data('CommandLine', { sub: 5, type: 0x01 }),
        data('ProcessId', { sub: 6, type: 0x08 }),
        data('ParentImage', { sub: 7, type: 0x01 }),
      ],
    },
  ],
};

/** A Sysmon process creation of that template. */
export function sysmonRecord(id: number, image: string, command: string, eventId = 1): RecordSpec {
  return {
    id,
    template: sysmonTemplate,
    values: [
      number(0x06, 2, eventId),
      number64(0x11, filetime(Date.UTC(2024, 4, 6, 7, 8, 9, 123))),
      number64(0x0a, BigInt(id)),
      stringValue('WEB01'),
      stringValue(image),
      stringValue(command),
      number(0x08, 4, 4321),
      stringValue('C:\\Windows\\System32\\inetsrv\\w3wp.exe'),
    ],
  };
}
