import fc from 'fast-check';
import { editConf, removeStanza } from '../../src/conf/edit';
import { confBoolean, confValue, inheritedSettings, mergeConf } from '../../src/conf/merge';
import { keyProblem, printConf, printableValue, stanzaNameProblem, valueProblem } from '../../src/conf/print';
import { readConf, type ConfFile } from '../../src/conf/read';

const read = (text: string): ConfFile => readConf({ name: 'x.conf', text });
const values = (file: ConfFile): unknown =>
  [...file.stanzas.values()].map(({ name, settings }) => [
    name,
    [...settings.values()].map(({ key, value }) => [key, value]),
  ]);

const awkward = fc.string({ unit: fc.constantFrom(...'ab \t\\\n#[]=;"é\uFEFF', '\u2028', '\r', '\0', 'x') });

describe('reading', () => {
  test('pieces joined are the file, whatever it holds', () => {
    fc.assert(
      fc.property(
        awkward,
        (text) =>
          read(text)
            .pieces.map((piece) => piece.text)
            .join('') === text,
      ),
    );
  });

  test.each([
    [
      'continued value',
      '[a]\nsearch = one \\\n  two\\\n\\\nlast\nb=2\n',
      [
        [
          'a',
          [
            ['search', 'one \n  two\n\nlast'],
            ['b', '2'],
          ],
        ],
      ],
    ],
    [
      'header in a continued value is data',
      '[a]\nx = 1\\\n[b]\ny = 2\n',
      [
        [
          'a',
          [
            ['x', '1\n[b]'],
            ['y', '2'],
          ],
        ],
      ],
    ],
    ['comment and equals sign', '# c\n[a]\n  # d\nx = a = b # no comment\n', [['a', [['x', 'a = b # no comment']]]]],
    [
      'before any header',
      'x=1\n[a]\n',
      [
        ['default', [['x', '1']]],
        ['a', []],
      ],
    ],
    [
      'repeated stanza and key',
      '[a]\nx=1\n[b]\n[a]\nx=2\ny=\n',
      [
        [
          'a',
          [
            ['x', '2'],
            ['y', ''],
          ],
        ],
        ['b', []],
      ],
    ],
    ['brackets in a name', '[source::a[1]b]\nx=1\n', [['source::a[1]b', [['x', '1']]]]],
    ['windows line ends and a mark at the start', '\uFEFF[a]\r\nx = 1\\\r\n2\r\n', [['a', [['x', '1\n2']]]]],
    ['no line break at the end', '[a]\nx = 1', [['a', [['x', '1']]]]],
  ])('%s', (_name, text, expected) => {
    expect(values(read(text))).toEqual(expected);
  });

  test.each([
    ['[a]\nx=1\nx=2\n', 'WW0202', 3],
    ['[a]\njunk\n', 'WW0201', 2],
    ['[a\nx=1\n', 'WW0201', 1],
    ['[a] # c\n', 'WW0203', 1],
    ['[a]\nx = 1 \\ \ny = 2\n', 'WW0204', 2],
    ['[a]\nx = 1 \\', 'WW0205', 2],
  ])('%j is reported as %s', (text, code, line) => {
    expect(read(text).diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.line])).toEqual([[code, line]]);
  });

  test('places of keys and values', () => {
    const text = '[a]\n  key  =  some value \n';
    const setting = read(text).stanzas.get('a')?.settings.get('key');
    expect(text.slice(setting?.keySpan.start, setting?.keySpan.end)).toBe('key');
    expect(text.slice(setting?.valueSpan.start, setting?.valueSpan.end)).toBe('some value');
  });
});

describe('printing', () => {
  const value = awkward.filter((text) => valueProblem(text) === undefined);
  const key = awkward.filter((text) => keyProblem(text) === undefined);
  const name = awkward.filter((text) => stanzaNameProblem(text) === undefined && text !== 'default');

  test('what is printed is read again', () => {
    const stanza = fc.record({ name, settings: fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k }) });
    fc.assert(
      fc.property(fc.uniqueArray(stanza, { selector: (one) => one.name }), (stanzas) => {
        const file = read(printConf(stanzas, ['a comment']));
        expect(values(file)).toEqual(stanzas.map((one) => [one.name, one.settings]));
        expect(file.diagnostics).toEqual([]);
      }),
    );
  });

  test('every text has a printable neighbour', () => {
    fc.assert(fc.property(awkward, (text) => valueProblem(printableValue(text)) === undefined));
  });

  test('backslashes and line breaks at the end go, however they are mixed', () => {
    expect(printableValue(' a\\b \\\r\\\n \\')).toBe('a\\b');
  });

  test('a value that would swallow the next line is refused', () => {
    expect(valueProblem('C:\\')).toMatch(/backslash/);
    expect(() => printConf([{ name: 'a', settings: [['x', 'C:\\']] }])).toThrow(/backslash/);
  });
});

describe('layers', () => {
  const conf = mergeConf([
    { layer: 'default', file: read('[default]\nd = 0\n[a]\nx = 1\ny = 1\n[scheme]\ninterval = 60\n') },
    { layer: 'local', file: read('[a]\nx = 2\n[scheme://one]\nz = 3\n') },
  ]);

  test('local wins key by key and says so', () => {
    expect([...(conf.get('a')?.settings.values() ?? [])].map(({ key, value, layer }) => [key, value, layer])).toEqual([
      ['x', '2', 'local'],
      ['y', '1', 'default'],
    ]);
  });

  test('the default stanza and a scheme lie beneath', () => {
    expect(confValue(conf, 'a', 'd')).toBe('0');
    const settings = inheritedSettings(conf, 'scheme://one', ['scheme']);
    expect([...settings.values()].map(({ key, value }) => `${key}=${value}`)).toEqual(['d=0', 'interval=60', 'z=3']);
  });

  test.each([
    ['1', true],
    ['True', true],
    ['enabled', true],
    ['0', false],
    ['no', false],
    ['maybe', undefined],
  ])('%s is %s', (text, expected) => {
    expect(confBoolean(text)).toBe(expected);
  });
});

describe('editing', () => {
  const text = '# mine\n[a]\nx = 1\\\n2\n# about y\ny = 3\n\n[b]\nz = 4';

  test('only what changes changes', () => {
    expect(editConf(read(text), 'a', { x: 'new' })).toBe('# mine\n[a]\nx = new\n# about y\ny = 3\n\n[b]\nz = 4');
    expect(editConf(read(text), 'a', { y: null, n: '5' })).toBe(
      '# mine\n[a]\nx = 1\\\n2\n# about y\nn = 5\n\n[b]\nz = 4',
    );
    expect(editConf(read(text), 'c', { n: '5' })).toBe(`${text}\n\n[c]\nn = 5\n`);
    expect(editConf(read(''), 'c', { n: '5' })).toBe('[c]\nn = 5\n');
    expect(values(read(editConf(read('[a]\nx = 1\\'), 'b', { y: '2' })))).toEqual([
      ['a', [['x', '1']]],
      ['b', [['y', '2']]],
    ]);
    expect(removeStanza(read(text), 'b')).toBe('# mine\n[a]\nx = 1\\\n2\n# about y\ny = 3\n\n');
  });

  test('an edit sets its keys and nothing else', () => {
    const clean = fc
      .string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '=') })
      .filter((one) => valueProblem(one) === undefined);
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('', '[stanza]\n', 'x = 1'), awkward).map((parts) => parts.join('')),
        clean,
        (before, value) => {
          const edited = read(editConf(read(before), 'stanza', { key: value }));
          expect(edited.stanzas.get('stanza')?.settings.get('key')?.value).toBe(value);
        },
      ),
    );
  });
});
