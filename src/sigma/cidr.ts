/** IPv4 and IPv6 addresses and blocks. */

export interface AddressBlock {
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/** The bytes of an address (4 or 16), or undefined when the text is none. */
export function parseAddress(text: string): readonly number[] | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** The block that a text such as `10.0.0.0/8` writes; a sentence when it is none or has bits behind its prefix. */
export function parseCidr(text: string): AddressBlock | string {
  const [address = '', length, ...more] = text.trim().split('/');
  const bytes = parseAddress(address);
  if (bytes === undefined || more.length > 0) return 'the address cannot be read';
  const prefix = length === undefined ? bytes.length * 8 : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (prefix < 0 || prefix > bytes.length * 8) return `the prefix must be 0 to ${bytes.length * 8}`;
  return sameBlock(bytes, mask(bytes, prefix)) ? { bytes, prefix } : 'it has bits behind its prefix';
}

/** Whether an address lies in the block; false for text that is no address. */
export function inBlock(text: string, block: AddressBlock): boolean {
  const bytes = parseAddress(text.trim());
  return bytes !== undefined && sameBlock(mask(bytes, block.prefix), block.bytes);
}

function mask(bytes: readonly number[], prefix: number): readonly number[] {
  return bytes.map((byte, at) => byte & (0xff00 >> Math.max(0, Math.min(8, prefix - at * 8))) & 0xff);
}

function sameBlock(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function parseIpv4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  const bytes = parts.map(Number);
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part)) && bytes.every((byte) => byte <= 255)
    ? bytes
    : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => groups(half));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 14) return undefined;
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** The bytes of one side of `::`; the last group may be an IPv4 address. */
function groups(half: string): readonly number[] | undefined {
  if (half === '') return [];
  const bytes: number[] = [];
  for (const group of half.split(':')) {
    const embedded = parseIpv4(group);
    if (embedded !== undefined) bytes.push(...embedded);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) bytes.push(parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}
