import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EventStreamReader } from '../../src/preview/inputs/event_stream';
import { readLevel } from '../../src/preview/inputs/input_log';
import { intervalOf } from '../../src/preview/inputs/input_runner';
import { xmlText } from '../../src/preview/rest/xml';
import { each, testPreview, type TestPreview } from './support/preview';
import { smallApp } from './support/small_app';

const CODE = `
let text = '';
process.stdin.on('data', (bytes) => (text += bytes)).on('end', () => {
  const param = (name) => (new RegExp('<param name="' + name + '">([^<]*)<').exec(text) || [])[1];
  if (process.argv.includes('--validate-arguments')) {
    if (param('greeting')) process.exit(0);
    process.stdout.write('<error><message>&quot;greeting&quot; is missing</message></error>');
    process.exit(1);
  }
  const stanza = /<stanza name="([^"]*)"/.exec(text)[1];
  if (param('greeting') === 'crash') { console.error('FATAL it crashed'); process.exit(3); }
  console.error('INFO [' + stanza + '] WW0921 left.txt is no Windows log');
  process.stdout.write('<stream><event stanza="' + stanza + '" unbroken="1"><time>1700000000.5</time><data>' + param('greeting') + '</data><done/></event>');
  if (param('greeting') === 'stay') { process.on('SIGTERM', () => { process.stdout.write('</stream>'); process.exit(0); }); setInterval(() => {}, 1000); return; }
  process.stdout.write('</stream>');
});
`;

/** An app with an input of its own, started through its launcher. */
function appWithInput(): string {
  const folder = smallApp({
    'bin/hello.sh': `#!/bin/sh\nexec "$WEBSHELL_WATCH_NODE" "\${0%.sh}.cjs" "$@"\n`,
    'bin/hello.cjs': CODE,
    'README/inputs.conf.spec': '[hello://<name>]\ngreeting = <string>\n',
    'default/inputs.conf':
      '[hello]\ninterval = 3600\n\n[hello://one]\ngreeting = good morning\nindex = main\n\n[hello://off]\ngreeting = x\ndisabled = 1\n',
  });
  chmodSync(join(folder, 'bin/hello.sh'), 0o755);
  return folder;
}

describe('inputs run as separate programs', () => {
  let preview: TestPreview;
  const said: string[] = [];
  beforeAll(async () => {
    preview = await testPreview({ appFolder: appWithInput(), runInputs: true, say: (text) => said.push(text) });
    await preview.services.inputs.firstPass();
  });
  afterAll(() => preview.close());

  test('an enabled stanza is run and its events are stored; a disabled one is not', () => {
    expect(preview.engine.events).toMatchObject([
      { raw: 'good morning', time: 1700000000.5, index: 'main', source: 'hello://one', sourcetype: 'hello' },
    ]);
  });

  test('what it leaves aside is named on stderr and among the messages', async () => {
    expect(said).toEqual(['INFO hello://one: WW0921 left.txt is no Windows log']);
    const messages = await preview.call('GET', '/services/messages?output_mode=json');
    expect(each(messages.at('entry'), 'content', 'message')).toEqual(['WW0921 left.txt is no Windows log']);
  });

  test('a new stanza is validated by the input itself, started, stopped and removed', async () => {
    const base = '/servicesNS/nobody/webshell_watch/data/inputs/hello';
    const refused = await preview.call('POST', `${base}?output_mode=json`, { name: 'two' });
    expect([refused.status, refused.at('messages', 0, 'text')]).toEqual([
      400,
      expect.stringContaining('"greeting" is missing'),
    ]);
    expect((await preview.call('POST', `${base}?output_mode=json`, { name: 'two', greeting: 'stay' })).status).toBe(
      201,
    );
    expect(preview.services.inputs.isRunning('hello://two')).toBe(true);
    while (!preview.engine.events.some(({ raw }) => raw === 'stay'))
      await new Promise((resolve) => setImmediate(resolve));
    expect((await preview.call('POST', `${base}/two/disable`, {})).status).toBe(200);
    expect(preview.services.inputs.isRunning('hello://two')).toBe(false);
    expect((await preview.call('DELETE', `${base}/two`)).status).toBe(200);
  });

  test('an input that fails is said once, and tried again later', async () => {
    await preview.call('POST', '/servicesNS/nobody/webshell_watch/data/inputs/hello', {
      name: 'bad',
      greeting: 'crash',
    });
    await preview.services.inputs.firstPass();
    while (!said.some((text) => text.includes('exit code 3'))) await new Promise((resolve) => setImmediate(resolve));
    expect(said).toContain('FATAL hello://bad: it crashed');
  });
});

test('events survive any cutting of the stream into pieces', () => {
  const event = fc.record({
    data: fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter(
        (text) => xmlText(text) !== '' && !text.includes('\r') && xmlText(text).replace(/&[^;]+;/g, '.').length > 0,
      ),
    time: fc.integer({ min: 0, max: 2e9 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), fc.array(fc.nat(40), { minLength: 1 }), (events, sizes) => {
      const xml = `<stream>${events.map(({ data, time }) => `<event stanza="a://b" unbroken="1"><time>${time}</time><data>${xmlText(data)}</data><done/></event>\n`).join('')}</stream>`;
      const bytes = Buffer.from(xml);
      const reader = new EventStreamReader();
      const found: string[] = [];
      for (let at = 0, n = 0; at < bytes.length; n++) {
        const size = (sizes[n % sizes.length] ?? 0) + 1;
        found.push(...reader.push(bytes.subarray(at, at + size)).map(({ data }) => data));
        at += size;
      }
      expect(reader.problem).toBeUndefined();
      expect(found.map(xmlText)).toEqual(events.map(({ data }) => xmlText(data)));
    }),
    { numRuns: 200 },
  );
});

test('pieces without done are joined until one is done', () => {
  const reader = new EventStreamReader();
  const piece = (data: string, done: string): Buffer =>
    Buffer.from(`<event stanza="a://b" unbroken="1"><data>${data}</data>${done}</event>`);
  expect(reader.push(Buffer.from('<stream>'))).toEqual([]);
  expect(reader.push(piece('one ', ''))).toEqual([]);
  expect(reader.push(piece('two', '<done/>')).map(({ data }) => data)).toEqual(['one two']);
});

test('a line without a level is an error', () => {
  expect(readLevel('WARN  x')).toEqual({ level: 'WARN', text: 'x' });
  expect(readLevel('Traceback')).toEqual({ level: 'ERROR', text: 'Traceback' });
});

test('an interval is seconds, -1, or five cron fields in the zone of the server', () => {
  const next = (interval: string, timeZone = 'UTC'): number => {
    const stanza = { scheme: 'a', name: 'a://b', app: 'x', settings: new Map([['interval', interval]]) };
    return intervalOf(stanza, Date.UTC(2026, 0, 1, 12, 10) / 1000, timeZone);
  };
  expect(next('90')).toBe(90);
  expect(next('-1')).toBe(-1);
  expect(next('*/15 * * * *')).toBe(300);
  expect(next('0 14 * * *', 'Europe/Berlin')).toBe(50 * 60);
  expect(next('nonsense')).toBe(60);
});
