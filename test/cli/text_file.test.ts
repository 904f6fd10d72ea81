import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTextFile } from '../../src/cli/text_file';

const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-text-'));
const file = join(folder, 'rule.yml');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(bytes: Uint8Array): string | readonly [string, number, number] {
  writeFileSync(file, bytes);
  const found = readTextFile(file, 'rule.yml');
  if (found.kind === 'text') return found.source.text;
  const { code, line, column } = found.diagnostic;
  return [code, line, column];
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from('author: Müller 😀\n'), 'author: Müller 😀\n'],
  ['UTF-16, low byte first', Buffer.from('\ufeffauthor: Müller\n', 'utf16le'), 'author: Müller\n'],
  ['UTF-16, high byte first', utf16be('\ufeffauthor: Müller\n'), 'author: Müller\n'],
  ['nothing', Buffer.alloc(0), ''],
  ['a sign that stands for lost ones', Buffer.from('a: \ufffd\n'), 'a: \ufffd\n'],
])('%s is read', (_, bytes, text) => {
  expect(read(bytes)).toBe(text);
});

test.each([
  ['windows-1252', latin1('title: x\nauthor: Müller\n'), 2, 10],
  ['after letters of many bytes', Buffer.concat([Buffer.from('a: ü😀 '), latin1('é')]), 1, 8],
  ['a letter cut off', Buffer.from('a: ü').subarray(0, 4), 1, 4],
  ['in the first place', Buffer.from([0xe9, 0x0a]), 1, 1],
])('%s is refused at its place', (_, bytes, line, column) => {
  expect(read(bytes)).toEqual(['WW0118', line, column]);
});

test('any text in UTF-8 is read as it is; one wrong byte behind it is found where it stands', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => !/[\0\n\r\ufffd-\uffff]/.test(value));
  fc.assert(
    fc.property(text, (value) => {
      expect(read(Buffer.from(value))).toBe(value);
      expect(read(Buffer.concat([Buffer.from(value), Buffer.from([0xff, 0x61])]))).toEqual([
        'WW0118',
        1,
        value.length + 1,
      ]);
    }),
    { numRuns: 100 },
  );
});
