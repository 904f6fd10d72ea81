/** The little of ASN.1's DER (ITU-T X.690) that a certificate is written in. */

const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export type DerTag = keyof typeof TAGS;

/** A value with its universal tag and length. */
export function der(tag: DerTag, ...parts: readonly Uint8Array[]): Buffer {
  return tagged(TAGS[tag], ...parts);
}

/** A value under a tag of the context: `[0]` constructed is 0xa0, `[2]` primitive 0x82. */
export function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}

/** An object identifier from its dotted text. */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return der('oid', Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Seven bits a byte, the highest bit set on all but the last. */
function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** Bits without unused ones at their end. */
export function bits(content: Uint8Array, unused = 0): Buffer {
  return der('bits', Buffer.of(unused), content);
}

/** A moment as certificates hold it (RFC 5280, 4.1.2.5): two digits of the year before 2050, four after. */
export function derTime(milliseconds: number): Buffer {
  const digits = `${new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '')}`;
  return digits < '2050' ? der('utcTime', Buffer.from(digits.slice(2))) : der('generalizedTime', Buffer.from(digits));
}
