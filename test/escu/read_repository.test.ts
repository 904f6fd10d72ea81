import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEscuFile } from '../../src/escu/read_repository';
import { describeWithCorpus } from '../support/corpus';

describeWithCorpus('escu', 'a whole contentctl repository', (folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  const readings = files.map((name) => readEscuFile({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const count = (kind: string) => readings.flatMap(({ items }) => items).filter((item) => item.kind === kind).length;

  test('every file is read as what its folder says', () => {
    const kinds = ['detection', 'macro', 'lookup', 'story', 'baseline', 'deployment', 'data source', 'settings'];
    expect(kinds.map(count)).toEqual([1017, 189, 79, 261, 66, 5, 205, 1]);
  });

  test('nothing in it is an error', () => {
    const errors = readings.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  });

  test('keys that no generation has are named', () => {
    const unknown = readings.flatMap(({ diagnostics }) => diagnostics).filter(({ code }) => code === 'WW0502');
    expect(new Set(unknown.map(({ message, hint }) => `${message} ${hint}`))).toEqual(
      new Set([
        'a detection has no key "data_sources"; it is ignored Did you mean "data_source"?',
        'tags has no key "CVE"; it is ignored Did you mean "cve"?',
      ]),
    );
  });
});

test('a file may list its objects; each has its own places', () => {
  const text =
    '- name: one\n  definition: index=a\n  description: A.\n- name: two\n  definition: index=b\n  description: B.\n';
  const { items, diagnostics } = readEscuFile({ name: 'macros/all.yml', text });
  expect(diagnostics).toEqual([]);
  const macros = items.flatMap((item) => (item.kind === 'macro' ? [item] : []));
  expect(macros.map(({ name, at }) => [name, text.slice(at('definition').start, at('definition').end)])).toEqual([
    ['one', 'index=a'],
    ['two', 'index=b'],
  ]);
  expect(readEscuFile({ name: 'macros/all.yml', text: '- one\n- two\n' }).diagnostics).toMatchObject([
    { code: 'WW0501' },
  ]);
});
