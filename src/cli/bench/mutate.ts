/** Damage to bytes, the same for the same seed. */

/** A whole number from 0 up to `below`, which is not among them. */
export type Random = (below: number) => number;

/** Mulberry32: small, fast, and each seed is a sequence of its own. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Damage = (bytes: Buffer, random: Random) => Buffer;

const setByte: Damage = (bytes, random) => {
  bytes[random(bytes.length)] = random(256);
  return bytes;
};
const flipBit: Damage = (bytes, random) => {
  const at = random(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
  return bytes;
};
const setNumber: Damage = (bytes, random) => {
  const at = random(Math.max(1, bytes.length - 4));
  if (at + 4 <= bytes.length) bytes.writeUInt32LE([0, 1, 0x7fff_ffff, 0xffff_ffff, at][random(5)] ?? 0, at);
  return bytes;
};
/** Bytes of the same piece somewhere else: what an old chunk or a torn write leaves. */
const copyWithin: Damage = (bytes, random) => {
  const from = random(bytes.length);
  bytes.copy(bytes, random(bytes.length), from, from + random(600));
  return bytes;
};
const zeroSector: Damage = (bytes, random) => {
  const at = random(bytes.length) & ~511;
  return bytes.fill(0, at, Math.min(bytes.length, at + 512));
};
const cut: Damage = (bytes, random) => bytes.subarray(0, random(bytes.length + 1));
const remove: Damage = (bytes, random) => {
  const at = random(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(200))]);
};
const repeat: Damage = (bytes, random) => {
  const [at, from] = [random(bytes.length), random(bytes.length)];
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + random(300)), bytes.subarray(at)]);
};
const WORDS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '<',
  '>',
  '/',
  '\\',
  '\n',
  '&#',
  ';',
  '<Event ',
  '</Event>',
  '<![CDATA[',
];
const insertWord: Damage = (bytes, random) => {
  const at = random(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(WORDS[random(WORDS.length)] ?? ''), bytes.subarray(at)]);
};

const damages = {
  binary: [setByte, setByte, flipBit, flipBit, setNumber, copyWithin, zeroSector, cut],
  text: [setByte, flipBit, insertWord, insertWord, remove, repeat, cut],
} as const;

const MOST_DAMAGES = 12;

/** A damaged copy of a sample. */
export function mutated(sample: Buffer, kind: keyof typeof damages, random: Random): Buffer {
  const choices = damages[kind];
  let bytes = Buffer.from(sample);
  for (let left = 1 + random(MOST_DAMAGES); left > 0 && bytes.length > 0; left--)
    bytes = Buffer.from((choices[random(choices.length)] ?? setByte)(bytes, random));
  return bytes;
}
