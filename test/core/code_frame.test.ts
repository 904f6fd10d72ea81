import { formatDiagnostic } from '../../src/core/code_frame';
import { diagnosticAt } from '../../src/core/diagnostic';

test('control characters of a file do not reach the terminal, and the marker stands where it stood', () => {
  const source = { name: 'a\x1b[2J.yml', text: 'name: \x1b[31mred\0\n' };
  const diagnostic = diagnosticAt(
    { source, start: 6, end: 14 },
    { code: 'WW0115', severity: 'error', message: 'odd \x07 name', hint: 'save\tit' },
  );
  expect(formatDiagnostic(diagnostic, source)).toBe(
    [
      'a\ufffd[2J.yml:1:7 error WW0115 odd \ufffd name',
      '  1 | name: \ufffd[31mred\ufffd',
      '    |       ^^^^^^^^',
      '  hint: save\tit',
    ].join('\n'),
  );
});

test.each([
  ['日本語', '------'],
  ['ｱあ', '---'],
  ['e\u0301te\u0301', '---'],
  ['\u{1f600}', '--'],
  ['\t\u200bü', '--'],
])('the marker stands under its piece behind %s, as a terminal shows it', (before, columns) => {
  const source = { name: 'x', text: `${before}=bad 語 end` };
  const start = before.length + 1;
  const frame = (end: number): readonly string[] =>
    formatDiagnostic(
      diagnosticAt({ source, start, end }, { code: 'WW0000', severity: 'error', message: 'm', hint: 'h' }),
      source,
    ).split('\n');
  expect(frame(start + 3)[2]).toBe(`    | ${columns.replace(/-/g, ' ')} ^^^`);
  expect(frame(start + 5)[2]).toBe(`    | ${columns.replace(/-/g, ' ')} ^^^^^^`);
});
