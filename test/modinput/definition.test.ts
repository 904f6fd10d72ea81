import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { confSpec, helpText, inputsConf, inputsConfText, openApi, parseArguments, schemeXml } from '../../src/modinput';
import { durationSeconds, splitList } from '../../src/modinput/definition/parse_argument';
import { defineInput } from '../../src/modinput/definition/define_input';
import type { ArgumentDefinition } from '../../src/modinput/definition/arguments';
import type { RawSettings } from '../../src/modinput/definition/values';
import { inputDefinitions } from '../../src/inputs/input_definitions';
import { sampleInput } from './sample_input';

const where = 'inputs.conf [sample://x]';
const codes = (settings: RawSettings): readonly string[] =>
  parseArguments(sampleInput, settings, where).diagnostics.map(({ code }) => code);

describe('settings become typed values', () => {
  test('defaults, every kind, and texts with spaces around', () => {
    const parsed = parseArguments(
      sampleInput,
      { word: ' abc ', count: '7', loud: 'True', shape: 'SQUARE', tags: 'a, "b,c"', age: '2h', password: 'key' },
      where,
    );
    expect(parsed).toEqual({
      ok: true,
      diagnostics: [],
      values: {
        word: 'abc',
        count: 7,
        loud: true,
        shape: 'square',
        tags: ['a', 'b,c'],
        age: 7200,
        password: { realm: 'sample', username: 'key' },
      },
    });
    const defaults = parseArguments(sampleInput, { word: 'abc' }, where);
    expect(defaults.ok && defaults.values).toEqual({
      word: 'abc',
      count: 1,
      loud: false,
      shape: 'round',
      tags: undefined,
      age: 300,
      password: undefined,
    });
  });

  test.each([
    [{}, ['WW0901']],
    [{ word: 'ABC' }, ['WW0902']],
    [{ word: 'a', count: 'many' }, ['WW0902']],
    [{ word: 'a', count: '1.5' }, ['WW0902']],
    [{ word: 'a', count: '0' }, ['WW0903']],
    [{ word: 'a', count: '5001' }, ['WW0903']],
    [{ word: 'a', loud: 'maybe' }, ['WW0902']],
    [{ word: 'a', shape: 'rund' }, ['WW0902']],
    [{ word: 'a', age: 'old' }, ['WW0902']],
    [{ word: ['a', 'b'] }, ['WW0902']],
    [{ word: 'a', tgas: 'x' }, ['WW0904']],
    [{ word: '', count: 'x', loud: 'w' }, ['WW0901', 'WW0902', 'WW0902']],
    [{ word: 'a', index: 'main', host: 'h', 'python.version': 'python3', _TCP_ROUTING: '*' }, []],
  ])('%j is answered with %j', (settings, expected) => {
    expect(codes(settings)).toEqual(expected);
  });

  test('a message names the setting and the next step', () => {
    const [problem] = parseArguments(sampleInput, { word: 'a', shape: 'sqare' }, where).diagnostics;
    expect(problem?.message).toBe('"shape" can\'t be "sqare"');
    expect(problem?.hint).toBe('Did you mean "square"?');
  });

  test.each([
    ['90', 90],
    ['90s', 90],
    ['1.5h', 5400],
    ['2 days', 172800],
    ['soon', NaN],
    ['-5', NaN],
  ])('%s is %d seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });

  test('a quoted list gives back what was quoted', () => {
    const item = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => !text.includes('"'));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (items) => {
        expect(splitList(items.map((text) => `"${text}"`).join(';'), ';')).toEqual(items);
      }),
    );
  });

  test('no settings break the parser', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()));
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(sampleInput.arguments)), fc.string()), value),
        (settings) => {
          const parsed = parseArguments(sampleInput, settings, where);
          expect(parsed.ok).toBe(!parsed.diagnostics.some(({ severity }) => severity === 'error'));
        },
      ),
    );
  });
});

describe('names that splunkd would not take', () => {
  test.each(['tcp', 'a b', '-x', ''])('%j stops the program', (name) => {
    expect(() => defineInput({ ...sampleInput, name })).toThrow(/scheme/);
  });
  test.each<[string, ArgumentDefinition]>([
    ['a number outside its limits', { kind: 'number', default: 0, minimum: 1, title: 't', description: 'd' }],
    ['a choice that is none', { kind: 'choice', choices: ['a'], default: 'b', title: 't', description: 'd' }],
    ['no length of time', { kind: 'duration', default: 'soon', title: 't', description: 'd' }],
  ])('a default that is %s stops the program', (_, argument) => {
    expect(() => defineInput({ ...sampleInput, arguments: { x: argument } })).toThrow(
      /its own default is refused: "x"/,
    );
  });

  test('a setting name with a dot stops the program', () => {
    const title = { title: '', description: '' };
    expect(() => defineInput({ ...sampleInput, arguments: { 'a.b': { kind: 'text', ...title } } })).toThrow(/a\.b/);
  });
});

describe('what is made of a definition', () => {
  test('the scheme: every element of the contract, in well-formed XML', () => {
    const seen: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) =>
      seen.push(attributes['name'] === undefined ? name : `${name}=${attributes['name']}`),
    );
    parser.write(schemeXml(sampleInput)).close();
    expect(seen.slice(0, 8)).toEqual([
      'scheme',
      'title',
      'description',
      'use_external_validation',
      'use_single_instance',
      'streaming_mode',
      'endpoint',
      'args',
    ]);
    expect(seen.slice(8, 14)).toEqual([
      'arg=word',
      'title',
      'description',
      'data_type',
      'required_on_edit',
      'required_on_create',
    ]);
    expect(schemeXml(sampleInput)).toContain('<title>Sample &amp; test</title>');
    expect(schemeXml(sampleInput)).toContain('<use_single_instance>false</use_single_instance>');
    expect(schemeXml({ ...sampleInput, mode: 'single-instance', streaming: 'simple' })).toMatch(
      /<use_single_instance>true<[^]*<streaming_mode>simple</,
    );
  });

  test('the spec: a stanza with a line for every setting, interval among them', () => {
    const lines = confSpec(sampleInput).split('\n');
    expect(lines[0]).toBe('[sample://<name>]');
    const settings = lines.filter((line) => /^[\w]+ = /.test(line)).map((line) => line.split(' ')[0]);
    expect(settings).toEqual(['interval', ...Object.keys(sampleInput.arguments)]);
  });

  test('the defaults: the scheme stanza that every instance inherits', () => {
    expect(inputsConf(sampleInput)).toEqual([
      {
        name: 'sample',
        settings: [
          ['interval', '60'],
          ['count', '1'],
          ['loud', 'false'],
          ['shape', 'round'],
          ['age', '5m'],
        ],
      },
    ]);
    const withStanza = { ...sampleInput, stanzas: [{ name: 'x', settings: { disabled: '1' } }] };
    expect(inputsConfText(withStanza)).toMatch(/\[sample\]\ninterval = 60\n[^]*\n\[sample:\/\/x\]\ndisabled = 1\n/);
  });

  test('the help names every setting', () => {
    for (const name of Object.keys(sampleInput.arguments)) expect(helpText(sampleInput)).toContain(`  ${name} = `);
  });

  test('the OpenAPI document: collection and member, the form of each setting', () => {
    const text = JSON.stringify(openApi(sampleInput, '1.0.0'));
    expect(text).toContain('"/servicesNS/nobody/{app}/data/inputs/sample/{name}"');
    expect(text).toContain(
      '"count":{"title":"Count","description":"How many.","type":"integer","minimum":1,"maximum":5000,"default":1}',
    );
    expect(text).toContain('"required":["name","word"]');
    expect(text).toContain('"enum":["round","square"]');
  });

  test.each(inputDefinitions)('$name: its own defaults are values that it takes', (definition) => {
    const [scheme] = inputsConf(definition);
    const required = Object.entries(definition.arguments).filter(([, { required }]) => required === true);
    const settings = Object.fromEntries([
      ...(scheme?.settings ?? []),
      ...required.map(([name]) => [name, '/x'] as const),
    ]);
    expect(parseArguments(definition, settings, 'defaults')).toMatchObject({ ok: true, diagnostics: [] });
  });
});
