import { modifiers } from '../../src/sigma/modifiers';
import { hits, ruleText, said } from './helpers';

/** item, an event that must match, one that must not. Sources: Sigma specification 2.1.0, appendix "Modifiers". */
type Case = readonly [item: string, yes: Readonly<Record<string, string>>, no: Readonly<Record<string, string>>];

const cases: readonly Case[] = [
  ['A: x', { A: 'X' }, { A: 'xx' }],
  ['A|contains: b', { A: 'aBc' }, { A: 'ac' }],
  ['A|startswith: ab', { A: 'ABc' }, { A: 'cab' }],
  ["A|endswith: '\\cmd.exe'", { A: 'C:\\CMD.EXE' }, { A: 'C:\\xcmd.exe' }],
  ['A|contains|all: [b, c]', { A: 'xcxb' }, { A: 'xb' }],
  ['A|cased: Ab', { A: 'Ab' }, { A: 'AB' }],
  ['A|contains|cased: Ab', { A: 'xAbx' }, { A: 'xabx' }],
  ['A|neq: x', { A: 'y' }, { A: 'X' }],
  ['A|neq: [x, y]', { A: 'z' }, { A: 'y' }],
  ['A|neq: x', {}, { A: 'x' }],
  ['A|exists: true', { A: '' }, { B: 'x' }],
  ['A|exists: false', { B: 'x' }, { A: '' }],
  ['A|exists: yes', { A: '' }, { B: 'x' }],
  ['A|exists: No', { B: 'x' }, { A: '' }],
  ['A|fieldref: B', { A: 'x', B: 'X' }, { A: 'x', B: 'y' }],
  ['A|fieldref: B', { A: '*', B: '*' }, { A: 'x', B: '*' }],
  ['A|fieldref|startswith: B', { A: 'xyz', B: 'xy' }, { A: 'xyz', B: 'yz' }],
  ['A|fieldref|endswith: B', { A: 'xyz', B: 'YZ' }, { A: 'xyz', B: 'xy' }],
  ['A|fieldref|contains: B', { A: 'xyz', B: 'y' }, { A: 'xyz' }],
  ['A|re: a.c', { A: 'xabcx' }, { A: 'xABCx' }],
  ['A|re|i: a.c', { A: 'xABCx' }, { A: 'ac' }],
  ['A|re|m: ^b$', { A: 'a\nb\nc' }, { A: 'ab' }],
  ['A|re: ^b$', { A: 'b' }, { A: 'a\nb\nc' }],
  ['A|re|s: a.b', { A: 'a\nb' }, { A: 'ab' }],
  ['A|re: a.b', { A: 'axb' }, { A: 'a\nb' }],
  ['A|re|startswith: b|c', { A: 'cx' }, { A: 'xc' }],
  ["A|re: '(?<!x)y'", { A: 'ay' }, { A: 'xy' }],
  ["A|re: 'foo(?!X)'", { A: 'foob' }, { A: 'fooX' }],
  ["A|re: '(?=.*cmd)(?=.*who)'", { A: 'who cmd' }, { A: 'cmd' }],
  ["A|re: '(?P<q>a)b(?P=q)'", { A: 'aba' }, { A: 'abb' }],
  ["A|re|m: '(?i)^B(?=$)'", { A: 'a\nb\nc' }, { A: 'ab' }],
  ["A|re: '\\Afoo(?=[[:digit:]])'", { A: 'foo1' }, { A: 'xfoo1' }],
  ["A|re: '\\Aa\\z'", { A: 'a' }, { A: 'ab' }],
  ['A|base64: foobar', { A: 'Zm9vYmFy' }, { A: 'foobar' }],
  ['A|base64offset|contains: foobar', { A: '..Zm9vYmFy..' }, { A: 'Zm9v' }],
  ['A|base64offset|contains: foobar', { A: '..Zvb2Jhc..' }, { A: 'foobar' }],
  ['A|base64offset|contains: foobar', { A: '..mb29iYX..' }, { A: '' }],
  ['A|wide|base64offset|contains: ping', { A: 'cABpAG4AZw' }, { A: 'cGluZw' }],
  ['A|utf16le|base64offset|contains: ping', { A: 'AAaQBuAGcA' }, { A: 'cGluZw' }],
  ['A|wide|base64offset|contains: ping', { A: 'wAGkAbgBnA' }, { A: 'ping' }],
  ['A|utf16be|base64: ping', { A: 'AHAAaQBuAGc=' }, { A: 'cABpAG4AZwA=' }],
  // FF FE 70 00 69 00 6e 00 67 00
  ['A|utf16|base64: ping', { A: '//5wAGkAbgBnAA==' }, { A: 'cABpAG4AZwA=' }],
  ['A|lt: 5', { A: '4' }, { A: '5' }],
  ['A|lte: 5', { A: '5' }, { A: '6' }],
  ['A|gt: 5', { A: '0x10' }, { A: '5' }],
  ['A|gte: 5', { A: '5.0' }, { A: 'text' }],
  ['A|gt: -1', { A: '0' }, { A: '' }],
  ['A|minute: 30', { A: '2024-01-31 23:30:58.123' }, { A: '2024-01-30 23:59:30' }],
  ['A|hour: 23', { A: '2024-01-31T23:30:58Z' }, { A: '2024-01-23 22:30:58' }],
  ['A|hour: 21', { A: '2024-01-31T23:30:58+02:00' }, { A: '2024-01-31T23:30:58Z' }],
  ['A|day: 31', { A: '2024-01-31 23:30:58' }, { A: '2024-01-30 23:31:31' }],
  // 2021-01-03 is a Sunday of ISO week 53 of 2020.
  ['A|week: 53', { A: '2021-01-03 00:00:00' }, { A: '2021-01-04 00:00:00' }],
  ['A|month: 1', { A: '2024-01-31 23:30:58' }, { A: '2024-11-01 01:01:01' }],
  ['A|hour|gte: 22', { A: '2024-01-31 22:30:58' }, { A: '2024-01-31 21:59:59' }],
  ['A|week|lt: 2', { A: '2024-12-30 00:00:00' }, { A: '2024-01-08 00:00:00' }],
  ['A|year|lte|neq: 2023', { A: '2024-01-01 00:00:00' }, { A: '2023-12-31 23:59:59' }],
  ['A|lt: 5', { A: '0x4' }, { A: '0b1' }],
  ['A|year: 2024', { A: '2024-01-31 23:30:58' }, { A: 'in 2024' }],
  ['A|cidr: 10.0.0.0/8', { A: '10.255.0.1' }, { A: '11.0.0.1' }],
  ['A|cidr: 192.168.1.128/25', { A: '192.168.1.129' }, { A: '192.168.1.127' }],
  ['A|cidr: fe80::/10', { A: 'febf::1' }, { A: 'fec0::1' }],
  ["A|cidr: '::ffff:10.0.0.0/104'", { A: '::ffff:10.1.2.3' }, { A: '10.1.2.3' }],
  ["A|contains|windash: ' -enc '", { A: 'x /ENC y' }, { A: 'x enc y' }],
  ["A|contains|windash: ' -enc '", { A: 'x \u2013enc y' }, { A: 'x +enc y' }],
  ["A|windash|contains: ' -a -b'", { A: 'x \u2014a \u2015b' }, { A: 'x -b -a' }],
  ["A|contains|windash: 'a-b'", { A: 'a-b' }, { A: 'a/b' }],
  ["A|contains|all|windash: [' -a', ' -b']", { A: 'x /b -a' }, { A: 'x /b' }],
  ['A|contains: 5', { A: 'x5' }, { A: '6' }],
];

test.each(cases)('%s: %j but not %j', (item, yes, no) => {
  expect(hits(item, yes)).toBe(true);
  expect(hits(item, no)).toBe(false);
});

test('every modifier has a case', () => {
  const seen = new Set([...cases.flatMap(([item]) => (item.split(':')[0] ?? '').split('|').slice(1)), 'expand']);
  expect([...modifiers.keys()].filter((name) => !seen.has(name))).toEqual([]);
});

test('expand takes the values that are supplied', () => {
  const placeholders = { Admins: ['adm*', 'root'] };
  const item = "A|expand: '%Admins%@x'";
  expect(hits(item, { A: 'ADMIN@x' }, { placeholders })).toBe(true);
  expect(hits(item, { A: 'root@x' }, { placeholders })).toBe(true);
  expect(hits(item, { A: 'guest@x' }, { placeholders })).toBe(false);
  expect(hits("A|expand: '50\\%'", { A: '50%' })).toBe(true);
});

// What is wrong, and where: the span is the piece of the rule that the message points at.
test.each([
  ['A|expand: "%Admins%"', 'WW0413', /%Admins%/, '"%Admins%"'],
  ['A|containz: x', 'WW0409', /containz/, 'A|containz'],
  ['A|: x', 'WW0409', /missing behind/, 'A|'],
  ['A|re: "("', 'WW0410', /not valid/, '"("'],
  ['A|cidr: 10.0.0.1/8', 'WW0410', /bits behind/, '10.0.0.1/8'],
  ['A|cidr: 10.0.0.0/33', 'WW0410', /0 to 32/, '10.0.0.0/33'],
  ['A|lt: many', 'WW0410', /a number/, 'many'],
  ['A|exists: 5', 'WW0410', /true or false/, '5'],
  ['A|contains: null', 'WW0410', /null/, 'null'],
  ['A|base64: "a*"', 'WW0410', /wildcard/, '"a*"'],
  ['A|i: x', 'WW0410', /regular expression/, 'x'],
  ['A|windash: " -a -b -c -d -e -f"', 'WW0410', /15625 variants/, '" -a -b -c -d -e -f"'],
])('%s gives %s', (item, code, message, place) => {
  const text = ruleText(`selection:\n  ${item}\ncondition: selection`);
  const [found] = said(text);
  expect(found).toMatchObject({ code, severity: 'error', message: expect.stringMatching(message) as string });
  const line = text.split('\n')[(found?.line ?? 0) - 1] ?? '';
  expect(line.slice((found?.column ?? 0) - 1, (found?.end_column ?? 0) - 1)).toBe(place);
});

test('an unknown modifier gets the nearest one suggested', () => {
  expect(said(ruleText('selection:\n  A|endwith: x\ncondition: selection'))[0]?.hint).toContain('"endswith"');
});
