import fc from 'fast-check';
import { diagnosticAt } from '../../src/core/diagnostic';
import { formatDiagnostic } from '../../src/core/code_frame';
import { positionAt, type Source } from '../../src/core/source';

const text = { code: 'WW0000', severity: 'error', message: 'No such field', hint: 'Use dest.' } as const;

test('a position is the line and column that an editor shows', () => {
  const source: Source = { name: 'a.yml', text: 'name: x\nsearch: y\n' };
  expect(positionAt(source, 0)).toEqual({ line: 1, column: 1 });
  expect(positionAt(source, 8)).toEqual({ line: 2, column: 1 });
  expect(positionAt(source, 16)).toEqual({ line: 2, column: 9 });
  expect(positionAt(source, 999)).toEqual({ line: 3, column: 1 });
});

test('positions agree with counting line breaks, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', 'é', '\t') }), fc.nat(40), (content, offset) => {
      const at = Math.min(offset, content.length);
      const before = content.slice(0, at).split('\n');
      expect(positionAt({ name: 'x', text: content }, offset)).toEqual({
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
      });
    }),
  );
});

test('a message about embedded text points into the file that holds it', () => {
  const parent: Source = { name: 'rule.yml', text: 'name: x\nsearch: |\n  | tstats cuont\n' };
  const embedded: Source = {
    name: 'search',
    text: '| tstats cuont\n',
    embedded: { parent, toParent: (offset) => offset + 20 },
  };
  const diagnostic = diagnosticAt({ source: embedded, start: 9, end: 14 }, text);
  expect(diagnostic).toMatchObject({ file: 'rule.yml', line: 3, column: 12, end_line: 3, end_column: 17 });
});

test('a code frame shows the line and marks the piece', () => {
  const source: Source = { name: 'a.spl', text: '| tstats count\n| where dset="x"' };
  const frame = formatDiagnostic(diagnosticAt({ source, start: 23, end: 27 }, text), source);
  expect(frame.split('\n')).toEqual([
    'a.spl:2:9 error WW0000 No such field',
    '  2 | | where dset="x"',
    '    |         ^^^^',
    '  hint: Use dest.',
  ]);
});

test('a code frame of a very long line stays short and still marks the piece', () => {
  const source: Source = { name: 'a.spl', text: `${'x '.repeat(5000)}dset=1` };
  const frame = formatDiagnostic(diagnosticAt({ source, start: 10_000, end: 10_004 }, text), source).split('\n');
  expect(Math.max(...frame.map((line) => line.length))).toBeLessThan(200);
  const [shown = '', marks = ''] = frame.slice(1);
  expect(shown.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('dset');
});
