import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { StoredEvent } from '../../src/engine/types';
import { documentSpans, membersOf } from '../../src/preview/collector/json_documents';
import { fakeEngine } from './support/fake_engine';
import { fetchAnswer, testPreview, type Answer, type TestPreview } from './support/preview';

/** The HTTP event collector (Splunk: Getting Data In, "Format events for HTTP Event Collector", "Troubleshoot HTTP Event Collector", "About HTTP Event Collector Indexer Acknowledgment"). */
describe('the HTTP event collector', () => {
  let preview: TestPreview;
  const tokens = { plain: '', acks: '', narrow: '', off: '', query: '' };
  const CHANNEL = '18654C68-B28B-4450-9CF0-6E7645CA60CA';
  const COLLECTOR = '/services/collector';
  const NOW = 1_700_000_000_000;

  const make = async (name: string, form: Readonly<Record<string, string>> = {}): Promise<string> => {
    const made = await preview.call('POST', '/services/data/inputs/http?output_mode=json', { name, ...form });
    return String(made.at('entry', 0, 'content', 'token'));
  };
  const send = (path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    fetchAnswer(`${preview.management}${COLLECTOR}${path}`, 'POST', body, {
      Authorization: `Splunk ${tokens.plain}`,
      ...headers,
    });
  const said = ({ status, json }: Answer): unknown => [status, json];
  /** What the requests since the last call have stored. */
  const stored = (): readonly StoredEvent[] => preview.engine.events.splice(0);

  beforeAll(async () => {
    preview = await testPreview({ now: () => NOW });
  });
  afterAll(() => preview.close());

  test('it is not there before a token is made, and not while it is switched off', async () => {
    expect((await send('/event', '{"event":1}')).status).toBe(404);
    expect((await send('/health', '')).status).toBe(404);
    tokens.plain = await make('plain');
    expect((await send('/event', '{"event":1}')).status).toBe(200);
    const whole = '/services/data/inputs/http/http';
    await preview.call('POST', `${whole}/disable`, {});
    expect((await send('/event', '{"event":1}')).status).toBe(404);
    const on = await preview.call('POST', `${whole}?output_mode=json`, { disabled: '0' });
    expect(on.at('entry', 0, 'content')).toMatchObject({ disabled: false, port: new URL(preview.management).port });
    expect(said(await send('', '{"event":2}'))).toEqual([200, { text: 'Success', code: 0 }]);
    expect(stored().map(({ raw }) => raw)).toEqual(['1', '2']);
    tokens.acks = await make('acks', { useACK: '1' });
    tokens.narrow = await make('narrow', {
      indexes: 'main',
      index: 'main',
      source: 'mine',
      sourcetype: 'st',
      host: 'h',
    });
    tokens.off = await make('off', { disabled: '1' });
    tokens.query = await make('query', { allowQueryStringAuth: '1' });
  });

  test('an event is stored with what it says of itself; the rest says its token', async () => {
    await send(
      '/event',
      '{"event":"hello","time":1433188255.253,"host":"a","source":"b","sourcetype":"c","index":"main"}',
    );
    await send('/event/1.0', '{"event":{"b": 1,"a":12345678901234567890},"time":"1433188255"}');
    await send('/event', '{"event":"x","fields":{"severity":"INFO","n":4,"tags":["a","b"]}}', {
      Authorization: `Splunk ${tokens.narrow}`,
    });
    const place = { index: 'main', host: preview.services.serverName, source: 'http:plain', sourcetype: 'httpevent' };
    expect(stored()).toEqual([
      expect.objectContaining({ time: 1433188255.253, raw: 'hello', host: 'a', source: 'b', sourcetype: 'c' }),
      expect.objectContaining({ ...place, time: 1433188255, raw: '{"b": 1,"a":12345678901234567890}' }),
      expect.objectContaining({
        ...{ time: NOW / 1000, raw: 'x', host: 'h', source: 'mine', sourcetype: 'st' },
        fields: { severity: 'INFO', n: '4', tags: 'a\nb' },
      }),
    ]);
  });

  test('events come stacked, in lists and packed; lines come raw, their metadata in the address', async () => {
    await send('/event', '{"event":"one"}{"event":"two"}\n[{"event":"three"},{"event":"four"}]');
    const response = await fetch(`${preview.management}${COLLECTOR}/event`, {
      ...{ method: 'POST', body: new Uint8Array(gzipSync('{"event":"five"}')) },
      headers: { Authorization: `Splunk ${tokens.plain}`, 'Content-Encoding': 'gzip' },
    });
    expect(response.status).toBe(200);
    expect(stored().map(({ raw }) => raw)).toEqual(['one', 'two', 'three', 'four', 'five']);
    await send('/raw?sourcetype=access&host=web&source=log&index=main', 'a line\r\n\n{"event":"as it is"}\n');
    expect(stored()).toEqual([
      expect.objectContaining({ raw: 'a line', sourcetype: 'access', host: 'web', source: 'log' }),
      expect.objectContaining({ raw: '{"event":"as it is"}', sourcetype: 'access' }),
    ]);
  });

  test.each([
    ['', 400, { text: 'No data', code: 5 }],
    [' \n', 400, { text: 'No data', code: 5 }],
    ['[]', 400, { text: 'No data', code: 5 }],
    ['{"event":"ok"} nonsense', 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 1 }],
    ['{"event":"ok"', 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 0 }],
    ['"text"', 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 0 }],
    ['{"event":1,"time":"yesterday"}', 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 0 }],
    ['{"event":1,"host":{}}', 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 0 }],
    ['{"event":1,"fields":[1]}', 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 0 }],
    ['{"event":1,"index":"absent"}', 400, { text: 'Incorrect index', code: 7, 'invalid-event-number': 0 }],
    ['{"event":1}{"host":"x"}', 400, { text: 'Event field is required', code: 12, 'invalid-event-number': 1 }],
    ['{"event":null}', 400, { text: 'Event field is required', code: 12, 'invalid-event-number': 0 }],
    ['{"event":""}', 400, { text: 'Event field cannot be blank', code: 13, 'invalid-event-number': 0 }],
    [
      '{"event":1,"fields":{"a":{}}}',
      400,
      { text: 'Error in handling indexed fields', code: 15, 'invalid-event-number': 0 },
    ],
  ])('%s is refused; only what stands before the wrong event is stored', async (body, status, answer) => {
    expect(said(await send('/event', body))).toEqual([status, answer]);
    expect(stored()).toHaveLength('invalid-event-number' in answer ? answer['invalid-event-number'] : 0);
  });

  test('who may send', async () => {
    const as = async (authorization: string, path = '/event'): Promise<unknown> =>
      said(await send(path, '{"event":1}', { Authorization: authorization }));
    expect(await as('')).toEqual([401, { text: 'Token is required', code: 2 }]);
    expect(await as(`Bearer ${tokens.plain}`)).toEqual([401, { text: 'Invalid authorization', code: 3 }]);
    expect(await as('Splunk')).toEqual([401, { text: 'Invalid authorization', code: 3 }]);
    expect(await as('Splunk nonsense')).toEqual([403, { text: 'Invalid token', code: 4 }]);
    expect(await as(`Splunk ${tokens.off}`)).toEqual([403, { text: 'Token disabled', code: 1 }]);
    const basic = Buffer.from(`anybody:${tokens.plain}`).toString('base64');
    expect(await as(`Basic ${basic}`)).toEqual([200, { text: 'Success', code: 0 }]);
    expect(await as('', `/event?token=${tokens.query}`)).toEqual([200, { text: 'Success', code: 0 }]);
    expect(await as('', '/event?token=nonsense')).toEqual([403, { text: 'Invalid token', code: 4 }]);
    expect(await as('', `/event?token=${tokens.plain}`)).toEqual([
      400,
      { text: 'Query string authorization is not enabled', code: 16 },
    ]);
    stored();
    await preview.call('POST', '/services/data/indexes', { name: 'web' });
    expect(said(await send('/event', '{"event":1,"index":"web"}'))).toEqual([200, { text: 'Success', code: 0 }]);
    expect(stored().map(({ index }) => index)).toEqual(['web']);
    const narrow = { Authorization: `Splunk ${tokens.narrow}` };
    expect(said(await send('/event', '{"event":1}{"event":2,"index":"web"}', narrow))).toEqual([
      400,
      { text: 'Incorrect index', code: 7, 'invalid-event-number': 1 },
    ]);
    expect(stored().map(({ raw }) => raw)).toEqual(['1']);
  });

  test('health, unknown paths and other methods', async () => {
    const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      fetchAnswer(`${preview.management}${COLLECTOR}${path}`, 'GET', undefined, headers);
    expect(said(await get('/health'))).toEqual([200, { text: 'HEC is healthy', code: 17 }]);
    expect(said(await get('/health/1.0', { Authorization: `Splunk ${tokens.plain}` }))).toEqual([
      200,
      { text: 'HEC is healthy', code: 17 },
    ]);
    expect(said(await get('/health', { Authorization: 'Splunk x' }))).toEqual([
      400,
      { text: 'Invalid token', code: 21 },
    ]);
    expect((await get('/event')).status).toBe(405);
    for (const path of ['/nothing', '/event/2.0', '/event/1.0/more', '/constructor'])
      expect(said(await send(path, '{"event":1}'))).toEqual([
        404,
        { text: 'The requested URL was not found on this server.', code: 404 },
      ]);
  });

  test('with acknowledgment a request has a number in its channel, which is told once', async () => {
    const acks = { Authorization: `Splunk ${tokens.acks}` };
    expect(said(await send('/event', '{"event":1}', acks))).toEqual([
      400,
      { text: 'Data channel is missing', code: 10 },
    ]);
    const wrong = { ...acks, 'X-Splunk-Request-Channel': 'mine' };
    expect(said(await send('/event', '{"event":1}', wrong))).toEqual([400, { text: 'Invalid data channel', code: 11 }]);
    const inChannel = { ...acks, 'X-Splunk-Request-Channel': CHANNEL };
    for (const ackId of [0, 1])
      expect(said(await send('/event', '{"event":1}{"event":2}', inChannel))).toEqual([
        200,
        { text: 'Success', code: 0, ackId },
      ]);
    expect(said(await send(`/raw?channel=${CHANNEL}`, 'line', acks))).toEqual([
      200,
      { text: 'Success', code: 0, ackId: 2 },
    ]);
    const ask = (body: string): Promise<Answer> => send(`/ack?channel=${CHANNEL}`, body, acks);
    expect((await ask('{"acks":[0,2,7]}')).json).toEqual({ acks: { 0: true, 2: true, 7: false } });
    expect((await ask('{"acks":[0,1]}')).json).toEqual({ acks: { 0: false, 1: true } });
    expect(said(await ask('{"acks":"all"}'))).toEqual([400, { text: 'Invalid data format', code: 6 }]);
    expect(said(await send(`/ack?channel=${CHANNEL}`, '{"acks":[0]}'))).toEqual([
      400,
      { text: 'ACK is disabled', code: 14 },
    ]);
    stored();
  });

  test('nobody but administrators reads a token, by whatever door', async () => {
    const user = { name: 'ann', password: 'long enough', roles: 'power' };
    await preview.call('POST', '/services/authentication/users', user);
    const own = { Authorization: `Basic ${Buffer.from('ann:long enough').toString('base64')}` };
    const doors = ['data/inputs/http', 'configs/conf-inputs', 'properties/inputs', 'data/inputs/http/plain'];
    for (const door of [
      ...doors,
      'properties/inputs/http:%252F%252Fplain',
      'configs/conf-inputs/http:%252F%252Fplain',
    ]) {
      const seen = await preview.call('GET', `/servicesNS/nobody/webshell_watch/${door}?count=0`, undefined, own);
      expect([door, seen.text.includes(tokens.plain), seen.text.includes('http:plain')]).toEqual([door, false, false]);
    }
    const admins = await preview.call('GET', '/servicesNS/-/-/data/inputs/http?count=0');
    expect(admins.text).toContain(tokens.plain);
  });

  test('a bomb and an unknown packing are refused', async () => {
    const post = async (body: Uint8Array<ArrayBuffer>, encoding: string): Promise<number> => {
      const headers = { Authorization: `Splunk ${tokens.plain}`, 'Content-Encoding': encoding };
      return (await fetch(`${preview.management}${COLLECTOR}/raw`, { method: 'POST', body, headers })).status;
    };
    expect(await post(new Uint8Array(gzipSync(Buffer.alloc(60 * 1024 * 1024, 'a'))), 'gzip')).toBe(413);
    expect(await post(new Uint8Array([1, 2, 3]), 'gzip')).toBe(400);
    expect(await post(new Uint8Array([0xff, 0xfe]), 'identity')).toBe(400);
    expect(await post(new Uint8Array([97]), 'br')).toBe(415);
    expect(stored()).toEqual([]);
  });
});

test('where the disk refuses, events are not taken, and a client is told to send them again', async () => {
  const said: string[] = [];
  const engine = fakeEngine();
  const full = new Error('Failed to commit: Could not write file "events.duckdb.wal": No space left on device');
  const append: typeof engine.append = (events) =>
    events.some(({ index }) => index === 'main') ? Promise.reject(full) : Promise.resolve();
  const preview = await testPreview({
    openEngine: () => Promise.resolve({ ...engine, append }),
    say: (text) => said.push(text),
  });
  await preview.call('POST', '/services/data/inputs/http', { name: 'x', token: 'x' });
  const url = `${preview.management}/services/collector`;
  const collected = await fetchAnswer(url, 'POST', '{"event":1}', { Authorization: 'Splunk x' });
  const received = await preview.call('POST', '/services/receivers/simple?output_mode=json', { a: 'b' });
  await preview.close();
  expect([collected.status, collected.json]).toEqual([503, { text: 'Server is busy', code: 9 }]);
  expect([received.status, received.at('messages', 0, 'text')]).toEqual([503, 'Nothing was saved: the disk is full.']);
  expect(said).toEqual([]);
});

test('any JSON values are found again, stacked or in a list, and so are the texts of their members', () => {
  const spaces = fc.constantFrom('', ' ', '\n', '\t\r\n');
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), { maxLength: 5 }), spaces, (values, gap) => {
      const texts = values.map((value) => JSON.stringify(value, undefined, gap === '\n' ? 2 : 0));
      const found = (text: string): readonly string[] => [...documentSpans(text)].map(({ start, end }) => text.slice(start, end));
      expect(found(gap + texts.join(gap) + gap)).toEqual(texts);
      expect(found(`${gap}[${texts.join(`${gap},${gap}`)}${gap}]`)).toEqual(texts);
      for (const [index, text] of texts.entries()) {
        const members = [...membersOf(text, 0)].map(({ key, start, end }) => [key, text.slice(start, end)] as const);
        const wanted = Object.entries(values[index] ?? {}).map(([key, value]) => [key, JSON.stringify(value)] as const);
        expect(members.map(([key, part]) => [key, JSON.stringify(JSON.parse(part))])).toEqual(wanted);
      }
    }),
  );
}); // prettier-ignore

test('text that is no JSON is found in pieces, and comes to an end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', ' ', 'a', '1') }),
      (text) => {
        let before = 0;
        for (const { start, end } of documentSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
      },
    ),
  );
});
