import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readDocuments } from '../../src/core/yaml_library';
import { yamlLimits, type YamlNode } from '../../src/core/yaml_node';
import { readQuickly } from '../../src/core/yaml_quick';
import { describeWithCorpus } from '../support/corpus';

/** A tree as text: kinds, keys, values, texts, styles and places. */
function shown(node: YamlNode): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'source') return undefined;
    if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)];
    return typeof value === 'number' ? String(value) : value;
  });
}

/** What the two readers make of a text, where the quick one takes it. */
function both(text: string): { readonly quick: string; readonly library: string } | undefined {
  const source = { name: 'rule.yml', text };
  const quick = readQuickly(source, yamlLimits);
  if (quick === undefined) return undefined;
  const { documents, diagnostics } = readDocuments(source, yamlLimits);
  const library = diagnostics.map(({ message }) => message).join('; ') || documents.map(shown).join('\n---\n');
  return { quick: shown(quick), library };
}

const pieces = [
  ...[
    'a: ',
    'b: ',
    'c:',
    '- ',
    '-',
    '- - ',
    '- k: ',
    '\n',
    '\n',
    '\n',
    '\n  ',
    '\n ',
    '\n    ',
    '\n- ',
    '\na: ',
    '\n\n',
  ],
  ...[
    '  ',
    ' ',
    "'",
    '"',
    "''",
    '#',
    ' # c',
    '|',
    '>-',
    '|+',
    '>',
    '|2',
    '\t',
    '[]',
    '[a]',
    '{}',
    '?',
    '? ',
    ': ',
    ',',
  ],
  ...['x y', 'yes', '0x1F', '1_0', 'null', '~', '1.5', '12:30', '.inf', '2020-01-01', '-x', 'a:b', 'foo#bar', 'é', '='],
  ...[
    '&a',
    '*a',
    '!t',
    '%',
    '@',
    '`',
    '\\n',
    '\\',
    '\\u00e9',
    '"k": ',
    "'k': ",
    '<<: ',
    '---',
    '...',
    '\u00a0',
    '\u0085',
  ],
];

test('what the quick reader takes it reads as the library does: random pieces of YAML', () => {
  const text = fc
    .tuple(fc.constantFrom('a: ', '- ', ''), fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 }))
    .map(([start, rest]) => start + rest.join(''));
  fc.assert(
    fc.property(text, (yaml) => {
      const read = both(yaml);
      if (read !== undefined) expect(read.quick).toBe(read.library);
    }),
    { numRuns: 5_000 },
  );
});

const words = fc.constantFrom(
  'one',
  'two words',
  'yes',
  '010',
  "it's",
  'a "b"',
  'C:\\x',
  '| stats',
  'x: y',
  '#1',
  '',
  'é ',
);
const scalar = (indent: string): fc.Arbitrary<string> =>
  fc.tuple(words, words, fc.constantFrom('plain', 'single', 'double', 'literal', 'folded')).map(([one, two, style]) => {
    switch (style) {
      case 'single':
        return `'${one.replaceAll("'", "''")}\n${indent} ${two.replaceAll("'", "''")}'`;
      case 'double':
        return `"${one.replaceAll(/["\\]/g, '\\$&')}\n\n${indent} ${two.replaceAll(/["\\]/g, '\\$&')}" # note`;
      case 'literal':
      case 'folded':
        return `${style === 'literal' ? '|' : '>-'}\n${indent} x ${one}\n${indent}   ${two}\n`;
      case 'plain':
        return `x${one.replaceAll(/[:#]/g, '')}\n${indent} y${two.replaceAll(/[:#]/g, '')}`;
    }
  });

/** Lines of a map in this column: scalars of every style, lists in and below the key's column, maps in them. */
const block = (indent: string, depth: number): fc.Arbitrary<string> =>
  fc
    .array(
      depth === 0
        ? scalar(indent)
        : fc.oneof(
            scalar(indent),
            block(`${indent}  `, depth - 1).map((map) => `\n${map}`),
            fc
              .tuple(scalar(`${indent}  `), block(`${indent}  `, depth - 1))
              .map(([item, map]) => `\n${indent}- ${item}\n# note\n${indent}- ${map.trimStart()}`),
          ),
      { minLength: 1, maxLength: 3 },
    )
    .map((values) => values.map((value, at) => `${indent}key${at}: ${value}`).join('\n'));

test('it takes maps, lists and scalars of every style, and reads them as the library does', () => {
  fc.assert(
    fc.property(block('', 2), (yaml) => {
      const read = both(yaml);
      expect(read).toBeDefined();
      expect(read?.quick).toBe(read?.library);
    }),
    { numRuns: 400 },
  );
});

test('quoted lines at the margin are read as the library reads them once they are indented', () => {
  const read = both("a:\n  b: 'one\ntwo\n\n three'\n  c: 1\n");
  expect(read?.quick).toContain('"text":"one two\\nthree"');
  expect(read?.quick).toBe(read?.library);
});

test('more values or levels than the limits are left to the library', () => {
  const source = { name: 'rule.yml', text: 'a:\n  b:\n    - 1\n    - 2\n' };
  expect(readQuickly(source, { ...yamlLimits, nodes: 5, depth: 3 })).toBeDefined();
  expect(readQuickly(source, { ...yamlLimits, nodes: 4 })).toBeUndefined();
  expect(readQuickly(source, { ...yamlLimits, depth: 2 })).toBeUndefined();
});

test('a long line is no burden', () => {
  const long = `- ${'word '.repeat(400_000)}`;
  expect(readQuickly({ name: 'rule.yml', text: long }, yamlLimits)?.kind).toBe('list');
});

for (const folder of ['escu', 'sigma-rules'])
  describeWithCorpus(folder, `the files of ${folder}`, (path) => {
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));

    test('are read as the library does, nearly all of them quickly', () => {
      const sample = names.filter((_, at) => at % 8 === 0);
      const texts = sample.map((name) => readFileSync(join(path, name), 'utf8'));
      const read = texts.flatMap((text, at) => both(at % 4 === 0 ? text.replace(/\r?\n/g, '\r\n') : text) ?? []);
      expect(read.filter(({ quick, library }) => quick !== library)).toEqual([]);
      expect(read.length).toBeGreaterThan(sample.length * 0.98);
    });
  });
