import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../src/core/yaml';
import type { YamlNode, YamlScalar } from '../../src/core/yaml_node';
import { scalarSource } from '../../src/core/yaml_scalar';

const yaml = (text: string) => readYaml({ name: 'rule.yml', text });

function scalars(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'scalar') return [node];
  const below = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.value);
  return below.flatMap(scalars);
}

/** Every letter of a value must stand at the place in the file that the scalar's source gives for it. */
function misplaced(node: YamlScalar): readonly string[] {
  const source = scalarSource(node.text, node.style, node.span);
  const toParent = source.embedded?.toParent ?? ((offset: number) => offset);
  return [...node.text].flatMap((_, at) => {
    const wanted = node.text[at] ?? '';
    const found = node.span.source.text[toParent(at)];
    return /[A-Za-z0-9|(=]/.test(wanted) && wanted !== found ? [`${wanted} at ${at} is ${String(found)}`] : [];
  });
}

test.each([
  ['plain', 'a: one two\n  three\n\n  four\n'],
  ['single quoted', "a: 'one ''two''\n  three\n\n\n  four'\n"],
  ['quoted to the margin', "a: 'one\ntwo\n three'\n"],
  ['double quoted', 'a: "one \\"two\\" \\u00e9\\xe9\\U0001F600 \\\n   three\n  four\\tfive"\n'],
  ['literal', 'a: |\n  one\n    two\n\n  three\n'],
  ['literal with chomping and indicator', 'a: |2-\n    one\n  two\n'],
  ['folded', 'a: >-\n  one\n  two\n\n  three\n    four\n  five\n'],
  ['windows line ends', 'a: >-\r\n  one\r\n  two\r\n\r\n  three\r\n'],
])('places inside a %s scalar', (_style, text) => {
  const [document] = yaml(text).documents;
  const found = document === undefined ? [] : scalars(document);
  expect(found).toHaveLength(1);
  expect(found.flatMap(misplaced)).toEqual([]);
});

test('values: YAML 1.1 booleans, dates as text, merge keys, aliases', () => {
  const [document] = yaml('base: &b {on: yes}\na:\n  <<: *b\n  day: 2024-10-17\n  n: 010\n  alias: *b\n').documents;
  const shown = document?.kind === 'map' ? document.entries.get('a')?.value : undefined;
  const read =
    shown?.kind === 'map'
      ? [...shown.entries.values()].map(({ key, value }) => [key, value.kind === 'scalar' ? value.value : value.kind])
      : [];
  expect(read).toEqual([
    ['day', '2024-10-17'],
    ['n', 8],
    ['alias', 'map'],
    ['on', true],
  ]);
});

const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghi'.split('').map(
    (k, i) =>
      `${k}: &${k} [${Array(9)
        .fill(`*${'abcdefgh'[i] ?? ''}`)
        .join(',')}]`,
  ),
].join('\n');

test.each([
  ['duplicate key', 'a: 1\nb: 2\na: 3\n', 'WW0112', 3],
  ['tab', 'a:\n\tb: 1\n', 'WW0114', 2],
  ['no YAML', 'a: [1\nb: }\n', 'WW0110', undefined],
  ['bomb', bomb, 'WW0113', undefined],
  ['holds itself', 'a: &a [*a]\n', 'WW0113', 1],
  ['binary', 'MZ\0\0', 'WW0115', 1],
  ['too large', `a: ${'x'.repeat(10_000_001)}`, 'WW0116', 1],
  ['too deep', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'WW0117', 1],
  ['maps too deep', '{a: '.repeat(100_000), 'WW0117', 1],
  ['lists too deep', '- '.repeat(100_000), 'WW0117', 1],
  [
    'blocks too deep',
    Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
    'WW0117',
    undefined,
  ],
])('%s: one diagnostic', (_name, text, code, line) => {
  const { documents, diagnostics } = yaml(text);
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(documents).toEqual([]);
  if (line !== undefined) expect(diagnostics[0]?.line).toBe(line);
});

test('keys that are maps themselves are named as they are written', () => {
  const [document] = yaml(`{a: 1}: 2\n${'? '.repeat(90)}x\n`).documents;
  const keys = document?.kind === 'map' ? [...document.entries.keys()] : [];
  expect(keys.map((key) => key.trim())).toEqual(['{a: 1}', `${'? '.repeat(89)}x`]);
});

const folder = join(process.env.WEBSHELL_WATCH_CORPUS ?? '../shared/data', 'escu');
const files = (() => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
  } catch {
    return [];
  }
})();
(files.length === 0 ? test.skip : test)('every scalar of a corpus has its place', () => {
  const wrong = files
    .filter((_, at) => at % 7 === 0)
    .flatMap((name) => {
      const { documents, diagnostics } = yaml(readFileSync(join(folder, name), 'utf8'));
      return [
        ...diagnostics.map((diagnostic) => `${name}: ${diagnostic.message}`),
        ...documents
          .flatMap(scalars)
          .flatMap(misplaced)
          .map((text) => `${name}: ${text}`),
      ];
    });
  expect(wrong.slice(0, 5)).toEqual([]);
});
