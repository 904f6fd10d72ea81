import fc from 'fast-check';
import { parseSigmaString, plainText, printSigmaString, sigmaString, type Part } from '../../src/sigma/sigma_string';

const shown = (written: string): string =>
  parseSigmaString(written)
    .parts.map((part) => (part.kind === 'literal' ? `[${part.text}]` : part.kind === 'any' ? '*' : '?'))
    .join('');

// Sigma specification 2.1.0, "Escaping".
test.each([
  ['plain', '[plain]'],
  ['', ''],
  ['*x*', '*[x]*'],
  ['a?b', '[a]?[b]'],
  [String.raw`C:\Windows\x`, String.raw`[C:\Windows\x]`],
  [String.raw`\\`, String.raw`[\]`],
  [String.raw`\\\\`, String.raw`[\\]`],
  [String.raw`\*`, '[*]'],
  [String.raw`\\*`, String.raw`[\]*`],
  [String.raw`\\\*`, String.raw`[\*]`],
  [String.raw`what\?`, '[what?]'],
  [String.raw`end\ `, String.raw`[end\ ]`],
  ['end\\', '[end\\]'],
  ['**', '*'],
])('%s has the parts %s', (written, parts) => {
  expect(shown(written)).toBe(parts);
});

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.constant<Part>({ kind: 'any' }),
  fc.constant<Part>({ kind: 'one' }),
  fc.string({ unit: fc.constantFrom('a', '\\', '*', '?', 'é', '\n') }).map((text): Part => ({ kind: 'literal', text })),
);

test('what is printed reads back as the same parts', () => {
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const string = sigmaString(parts);
      expect(parseSigmaString(printSigmaString(string))).toEqual(string);
    }),
  );
});

test('only a string without wildcards is plain text', () => {
  expect(plainText(parseSigmaString(String.raw`a\*b`))).toBe('a*b');
  expect(plainText(parseSigmaString(''))).toBe('');
  expect(plainText(parseSigmaString('a*b'))).toBeUndefined();
});
