import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEscuFile } from '../../src/escu/read_repository';

const name = 'windows_suspicious_child_process_spawned_from_webserver.yml';
const good = readFileSync(join(__dirname, '..', '..', 'src', 'detections', name), 'utf8');
const lines = good.split('\n');

test('the good file is read without a word', () => {
  const { items, diagnostics } = readEscuFile({ name, text: good });
  expect([items.map(({ kind }) => kind), diagnostics]).toEqual([['detection'], []]);
});

test('a damaged file gives places inside it, never an exception', () => {
  const junk = fc.constantFrom(
    '',
    '\t',
    ': [',
    '- {',
    "'",
    '&a *a',
    'x: y',
    '\0',
    '  - ',
    '|',
    '? ',
    '!!binary x',
    '---',
  );
  const at = fc.integer({ min: 0, max: lines.length - 1 });
  fc.assert(
    fc.property(at, junk, fc.boolean(), (line, text, replaces) => {
      const damaged = [...lines.slice(0, line), text, ...lines.slice(replaces ? line + 1 : line)].join('\n');
      const { diagnostics } = readEscuFile({ name, text: damaged });
      for (const diagnostic of diagnostics) {
        expect(diagnostic.line).toBeLessThanOrEqual(lines.length + 2);
        expect(diagnostic.hint).not.toBe('');
      }
    }),
    { numRuns: 150 },
  );
});
