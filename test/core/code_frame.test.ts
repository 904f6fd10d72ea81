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
