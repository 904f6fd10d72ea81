import fc from 'fast-check';
import { readConfiguration } from '../../src/modinput/xml/configuration_reader';
import { streamingXml, validationXml } from '../../src/modinput/xml/configuration_xml';

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncIterable<string | Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

const read = async (...parts: readonly (string | Uint8Array)[]) => {
  const result = await readConfiguration(chunks(...parts));
  if (!result.ok) throw new Error(result.diagnostic.message);
  return result.configuration;
};

const metadata =
  '<server_host>tiny</server_host><server_uri>https://127.0.0.1:8089</server_uri>' +
  '<checkpoint_dir>/some/dir</checkpoint_dir><session_key>123102983109283019283</session_key>';

// The cases of the old JavaScript SDK's fixtures, written anew from reference/splunk-platform.md 1.2 and 1.3.
describe('what splunkd writes', () => {
  test('no stanza', async () => {
    const configuration = await read(`<input>${metadata}<configuration/></input>`);
    expect(configuration).toMatchObject({
      serverHost: 'tiny',
      serverUri: 'https://127.0.0.1:8089',
      checkpointFolder: '/some/dir',
      stanzas: [],
    });
    expect(configuration.sessionKey.reveal()).toBe('123102983109283019283');
  });

  test('two stanzas, with texts and a list, app and unknown attributes', async () => {
    const { stanzas } = await read(
      `<input>${metadata}<configuration><stanza name="foobar://aaa" app="search" x="y"><param name="param1">value1</param>` +
        `<param name="param2">value2</param><param name="disabled">0</param><param name="index">default</param></stanza>` +
        `<stanza name="foobar://bbb"><param name="param1">value11</param><param_list name="param3"><value>value3</value>` +
        `<value>value4</value></param_list><param name="empty"/></stanza></configuration></input>`,
    );
    expect(stanzas).toEqual([
      {
        name: 'foobar://aaa',
        app: 'search',
        settings: { param1: 'value1', param2: 'value2', disabled: '0', index: 'default' },
      },
      {
        name: 'foobar://bbb',
        app: undefined,
        settings: { param1: 'value11', param3: ['value3', 'value4'], empty: '' },
      },
    ]);
  });

  test('an item to validate', async () => {
    const { stanzas } = await read(
      `<items>${metadata}<item name="aaa"><param name="size">10</param><param_list name="l"><value>a</value></param_list></item></items>`,
    );
    expect(stanzas).toEqual([{ name: 'aaa', app: undefined, settings: { size: '10', l: ['a'] } }]);
  });

  test('a prolog that says utf-16 over bytes in UTF-8, with a byte order mark', async () => {
    const text =
      '<?xml version="1.0" encoding="utf-16"?>\n<input><server_host>Zürich 東京</server_host><configuration/></input>';
    expect((await read(Buffer.from(`\ufeff${text}`))).serverHost).toBe('Zürich 東京');
  });

  test('reading ends at the last closing tag, though the other end stays open', async () => {
    async function* open(): AsyncIterable<string> {
      yield await Promise.resolve('<input><configuration><stanza name="a://b"></stanza></configuration></input>\n');
      await new Promise(() => undefined);
    }
    expect(await readConfiguration(open())).toMatchObject({
      ok: true,
      configuration: { stanzas: [{ name: 'a://b' }] },
    });
  });

  test('unknown elements are left aside', async () => {
    const { stanzas } = await read(
      '<input><new/><configuration><stanza name="a://b"><odd>1</odd><param name="k">v</param></stanza></configuration></input>',
    );
    expect(stanzas).toEqual([{ name: 'a://b', app: undefined, settings: { k: 'v' } }]);
  });

  test.each([
    ['nothing', ''],
    ['a cut', '<input><configuration>'],
    ['no XML', 'hello'],
    ['crossed tags', '<input><a></input></a>'],
  ])('%s is one message, no exception', async (_, text) => {
    expect(await readConfiguration(chunks(text))).toMatchObject({
      ok: false,
      diagnostic: { code: 'WW0905', severity: 'error' },
    });
  });
});

describe('written and read again', () => {
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/[^\t\n\x20-\uffef]/g, ''));
  const settings = fc.dictionary(
    fc.stringMatching(/^[a-z]\w{0,5}$/),
    fc.oneof(text, fc.array(text, { minLength: 1 })),
    { maxKeys: 5 },
  );

  test('the same settings come back, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(settings, fc.integer({ min: 1, max: 50 }), fc.boolean(), async (values, size, isItem) => {
        const name = isItem ? 'x' : 'a://x';
        const configuration = {
          serverHost: 'h',
          serverUri: 'u',
          sessionKey: 'k',
          checkpointFolder: '/c & d',
          stanzas: { [name]: values },
        };
        const bytes = Buffer.from(isItem ? validationXml(configuration) : streamingXml(configuration));
        const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        const result = await read(...parts);
        expect(result.checkpointFolder).toBe('/c & d');
        expect(result.stanzas).toEqual([{ name, app: undefined, settings: values }]);
      }),
    );
  });

  test('mangled text is a message or a configuration, never an exception', async () => {
    const whole = streamingXml({
      serverHost: 'h',
      serverUri: 'u',
      sessionKey: 'k',
      checkpointFolder: 'c',
      stanzas: { 'a://b': { k: 'v', l: ['w'] } },
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(20), fc.string(), async (at, removed, inserted) => {
        const text = whole.slice(0, at) + inserted + whole.slice(at + removed);
        await expect(readConfiguration(chunks(text))).resolves.toHaveProperty('ok');
      }),
      { numRuns: 300 },
    );
  });
});
