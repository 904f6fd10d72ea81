import { testsOf, type FieldTest } from '../../../src/sigma/expression';
import type { WindowsProcessCreation } from '../../../src/cim/sigma_fields';
import type { SigmaRule } from '../../../src/sigma/rule';
import type { SigmaString } from '../../../src/sigma/sigma_string';

/** Events on both sides of each test of a rule: what just passes, what just fails, the field missing. */

export type Random = () => number;

/** A small seeded generator (mulberry32), so that a failure comes back. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items[Math.floor(random() * items.length)];

/** The rule's events: every field takes a value near one of its tests, or none. */
export function boundaryEvents(rule: SigmaRule, count: number, random: Random): readonly WindowsProcessCreation[] {
  const tests = testsOf(rule.expression).flatMap((test) => (test.kind === 'test' ? [test] : []));
  const fields = [...new Set(tests.map(({ field }) => field))];
  return Array.from({ length: count }, () => {
    const event: Record<string, string> = {};
    for (const field of fields) {
      const value = fieldValue(
        tests.filter((test) => test.field === field),
        random,
      );
      if (value !== undefined && value !== '') event[field] = value;
    }
    return { eventId: 1, provider: 'Microsoft-Windows-Sysmon', fields: event };
  });
}

/** Two or three tests' texts one after the other, mostly as they pass, sometimes spoilt. */
function fieldValue(tests: readonly FieldTest[], random: Random): string | undefined {
  if (random() < 0.07) return undefined;
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(tests, random)).flatMap((test) =>
    test === undefined ? [] : [passing(test, random)],
  );
  const text = random() < 0.5 ? (parts[0] ?? '') : parts.join('');
  return random() < 0.25 ? spoilt(text, random) : text;
}

function passing({ value }: FieldTest, random: Random): string {
  switch (value.kind) {
    case 'string':
      return concrete(value.string, random);
    case 'number':
      return value.written;
    case 'regex':
      return value.pattern
        .replace(/\\[sb]/g, ' ')
        .replace(/\\d/g, '7')
        .replace(/\\\\/g, '\\')
        .replace(/[()^$]|\{[\d,]+\}/g, '');
    case 'compare':
      return String(value.number + Math.floor(random() * 3) - 1);
    case 'time':
      return pick(times, random) ?? '';
    case 'cidr':
      return pick(addresses, random) ?? '';
    case 'boolean':
      return pick(['true', 'TRUE', 'false'], random) ?? '';
    default:
      return pick(['x', 'xX', 'Xx.exe', 'a.*', 'A.*'], random) ?? '';
  }
}

const times = ['2024-01-31 23:30:58.123', '2021-01-03 00:00:00', '2021-01-04 03:05:09', 'noon', '2024-12-30T23:59:59'];
const addresses = [
  '10.0.0.1',
  '10.255.255.255',
  '11.0.0.0',
  '192.168.1.127',
  '192.168.1.128',
  'fe80::1',
  'fec0::1',
  'host',
];

/** Wildcards filled in: nothing, or something with signs that mean something to SPL. */
function concrete({ parts }: SigmaString, random: Random): string {
  const text = parts
    .map((part) => {
      if (part.kind === 'literal') return part.text;
      return part.kind === 'one'
        ? (pick(['x', '*', 'é'], random) ?? '')
        : (pick(['', '', 'C:\\x', ' %_ ', '"', '*'], random) ?? '');
    })
    .join('');
  return random() < 0.3 ? text.toUpperCase() : text;
}

function spoilt(text: string, random: Random): string {
  const letters = Array.from(text);
  const at = Math.floor(random() * (letters.length + 1));
  const [before, after] = [letters.slice(0, at).join(''), letters.slice(at).join('')];
  const ways = [
    () => before + letters.slice(at + 1).join(''),
    () => `${before}#${after}`,
    () => `${text}x`,
    () => `x${text}`,
    () => text.replaceAll('\\', '/'),
    () => text.replaceAll('*', 'y'),
  ];
  return (pick(ways, random) ?? ways[0])?.() ?? text;
}
