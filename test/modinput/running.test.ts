import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  defineInput,
  fetchWithRetry,
  retry,
  RetryableError,
  runInput,
  runProgram,
  Secret,
  systemClock,
  testClock,
} from '../../src/modinput';
import { createLog, logLine } from '../../src/modinput/log';
import { isLoopback } from '../../src/modinput/local_fetch';
import { retryAfterMilliseconds } from '../../src/modinput/retry';
import { splunkdClient } from '../../src/modinput/splunkd_client';
import { streamingXml } from '../../src/modinput/xml/configuration_xml';
import { inspect } from 'node:util';
import { sampleInput } from './sample_input';

describe('the harness', () => {
  test('stanzas and checkpoints in; events, logs and checkpoints out', async () => {
    const stanzas = { a: { word: 'abc', count: 2, loud: true }, 'sample://b': { word: 'xyz', tags: ['p', 'q'] } };
    const result = await runInput(sampleInput, { stanzas, clock: testClock(5000), checkpoints: { a: { starts: 4 } } });
    expect(result.exitCode).toBe(0);
    expect(result.events.map(({ stanza, data, time }) => [stanza, data, time])).toEqual([
      ['sample://a', '{"word":"ABC","index":0}', '5'],
      ['sample://b', '{"word":"xyz","tags":["p","q"],"index":0}', '5'],
      ['sample://a', '{"word":"ABC","index":1}', '5'],
    ]);
    expect(result.checkpoints).toEqual({ 'sample://a': { starts: 5 }, 'sample://b': { starts: 1 } });
    expect(result.logs.at(-1)).toMatch(/^INFO events_ingested=3 bytes=\d+$/);
  });

  test('a stanza with a mistake does not stop the others', async () => {
    const { exitCode, events, logs } = await runInput(sampleInput, { stanzas: { good: { word: 'a' }, bad: {} } });
    expect([exitCode, events.length]).toEqual([1, 1]);
    expect(logs[0]).toMatch(/^ERROR \[sample:\/\/bad\] WW0901 "word" is missing \(/);
  });

  test('an exception is one ERROR line, and what was emitted before it is out', async () => {
    const failing = defineInput({
      ...sampleInput,
      stream: async ({ emit }) => {
        await emit({ data: 'before' });
        throw new Error('first line\nsecond line');
      },
    });
    const { exitCode, events, logs } = await runInput(failing, { stanzas: { x: { word: 'a' } } });
    expect([exitCode, events.map(({ data }) => data)]).toEqual([1, ['before']]);
    expect(logs[0]).toMatch(/^ERROR \[sample:\/\/x\] WW0915 first line \| second line \(/);
  });

  test('simple streaming is text alone', async () => {
    const { output } = await runInput(
      { ...sampleInput, streaming: 'simple' },
      { stanzas: { x: { word: 'a', count: 2 } } },
    );
    expect(output).toBe('{"word":"a","index":0}\n{"word":"a","index":1}\n');
  });
});

describe('a single instance', () => {
  /** Runs one stanza until `stream` has been called so often; at which seconds it was, what was said, the exit code. */
  async function rounds(most: number, interval: string, stream: (round: number) => void) {
    const controller = new AbortController();
    const started: number[] = [];
    const said: string[] = [];
    const many = defineInput({
      ...sampleInput,
      mode: 'single-instance',
      stream: async ({ clock }) => {
        started.push(clock.now() / 1000);
        if (started.length === most) controller.abort();
        stream(started.length);
        return Promise.resolve();
      },
    });
    const settings = { word: 'a', interval };
    const code = await runProgram(many, {
      argv: [],
      stdin: (async function* () {
        yield await Promise.resolve(
          streamingXml({
            serverHost: '',
            serverUri: '',
            sessionKey: '',
            checkpointFolder: '',
            stanzas: { 'sample://x': settings },
          }),
        );
      })(),
      stdout: () => Promise.resolve(),
      stderr: (line) => void said.push(line),
      clock: testClock(0),
      signal: controller.signal,
      checkpoints: (_, type) => ({ load: () => Promise.resolve(type.initial()), save: () => Promise.resolve(true) }),
      repeat: true,
    });
    return { code, started, said: said.join('') };
  }

  test('streams each stanza again after its interval, until it is stopped', async () => {
    expect(await rounds(3, '30', () => undefined)).toMatchObject({ code: 0, started: [0, 30, 60] });
  });

  test('streams a stanza again that failed: nobody else would', async () => {
    const { code, started, said } = await rounds(4, '30', (round) => {
      if (round === 2) throw new Error('no answer');
    });
    expect([code, started]).toEqual([0, [0, 30, 60, 90]]);
    expect(said.match(/^ERROR .*WW0915 no answer/gm)?.length).toBe(1);
  });

  test.each([
    ['-1', 0],
    ['*/5 * * * *', 1],
  ])('streams once for interval = %s', async (interval, warnings) => {
    const { code, started, said } = await rounds(9, interval, () => undefined);
    expect([code, started]).toEqual([0, [0]]);
    expect((said.match(/^WARN .*WW0916 /gm) ?? []).length).toBe(warnings);
  });
});

describe('trying again', () => {
  const options = (random = 1) => {
    const clock = testClock(0);
    const lines: string[] = [];
    const log = createLog((line) => void lines.push(line));
    return { clock, lines, log, signal: new AbortController().signal, random: () => random };
  };

  test('waits double each time, with chance in them, and gives up in the end', async () => {
    const { clock, ...rest } = options(0.5);
    const at: number[] = [];
    const action = (): Promise<never> => {
      at.push(clock.now());
      return Promise.reject(new RetryableError('busy'));
    };
    await expect(retry(action, { clock, ...rest, attempts: 5, firstWait: 1000, longestWait: 6000 })).rejects.toThrow(
      'busy',
    );
    expect(at).toEqual([0, 500, 1500, 3500, 6500]);
  });

  test('other errors and a stop end it at once', async () => {
    let calls = 0;
    const wrong = (): Promise<never> => Promise.reject(new Error(`call ${++calls}`));
    await expect(retry(wrong, options())).rejects.toThrow('call 1');
    const stopped = { ...options(), signal: AbortSignal.abort() };
    const busy = (): Promise<never> => Promise.reject(new RetryableError(`call ${++calls}`));
    await expect(retry(busy, stopped)).rejects.toThrow('call 2');
  });

  test.each([
    ['120', 120_000],
    ['Thu, 01 Jan 1970 00:02:00 GMT', 119_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('Retry-After %p', (header, expected) => {
    expect(retryAfterMilliseconds(header, 1000)).toBe(expected);
  });

  test('a busy server and a lost connection; the last answer is given whatever it is', async () => {
    const answers: (Response | Error)[] = [
      new TypeError('fetch failed', { cause: new Error('ECONNRESET') }),
      new Response('', { status: 429, headers: { 'retry-after': '9' } }),
      new Response('good'),
    ];
    const fetchFrom = (): Promise<Response> => {
      const answer = answers.shift() ?? new Response('', { status: 503 });
      return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer);
    };
    const first = options();
    const good = await fetchWithRetry('https://api.test/v1?key=hidden', {}, { ...first, fetch: fetchFrom });
    expect(await good.text()).toBe('good');
    expect(first.clock.now()).toBe(1000 + 9000);
    expect(first.lines.join('')).toMatch(/api\.test can't be reached: ECONNRESET.*\n.*answers 429.*in 9\.0 s/);
    expect(first.lines.join('')).not.toContain('hidden');
    expect(
      (await fetchWithRetry('https://api.test/', {}, { ...options(), attempts: 2, fetch: fetchFrom })).status,
    ).toBe(503);
  });
});

describe('secrets', () => {
  test('never show themselves', () => {
    const secret = new Secret('open sesame');
    expect([`${String(secret)}`, JSON.stringify({ secret }), inspect(secret)].join()).not.toContain('sesame');
    expect(secret.reveal()).toBe('open sesame');
  });
  test('a password in an address is masked, line breaks are not lines of their own', () => {
    expect(logLine('WARN', 'no answer from https://user:hidden@host/x\nreally', 'a://b')).toBe(
      'WARN [a://b] no answer from https://user:***@host/x | really',
    );
  });
});

describe('the local splunkd', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());
  const serve = async (listener: RequestListener): Promise<ReturnType<typeof splunkdClient>> => {
    server = createServer(listener);
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return splunkdClient({ serverUri: `http://127.0.0.1:${port}`, serverHost: 'h', sessionKey: new Secret('k') });
  };

  test('session key, JSON asked for, forms and JSON bodies', async () => {
    const seen: (string | undefined)[] = [];
    const splunkd = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
        response.end('{"entry":[]}');
      });
    });
    expect(await splunkd.request('/services/server/info')).toEqual({ entry: [] });
    await splunkd.request('/services/x', { form: { a: 'b c' }, query: { count: '0' } });
    await splunkd.request('/services/y', { json: [1] });
    expect(seen).toEqual([
      'GET /services/server/info?output_mode=json Splunk k ',
      'POST /services/x?output_mode=json&count=0 Splunk k a=b+c',
      'POST /services/y?output_mode=json Splunk k [1]',
    ]);
  });

  test("splunkd's own words come back as the error; a secret that is not there says how to make it", async () => {
    const splunkd = await serve((_, response) =>
      response.writeHead(404).end('{"messages":[{"type":"ERROR","text":"Could not find object id=x"}]}'),
    );
    await expect(splunkd.request('/services/x')).rejects.toMatchObject({
      status: 404,
      message: 'Could not find object id=x',
    });
    await expect(splunkd.secret({ realm: 'r', username: 'u' })).rejects.toThrow(
      /WW0913 .*"u" in realm "r".*storage\/passwords/,
    );
  });

  const openssl = spawnSync('openssl', ['version']).status === 0 ? test : test.skip;
  openssl('a self-signed certificate is taken on loopback', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const words = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=SplunkServerDefaultCert',
    ];
    spawnSync('openssl', [...words, '-keyout', key, '-out', certificate]);
    server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) =>
      response.end('{"ok":true}'),
    );
    rmSync(folder, { recursive: true });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const splunkd = splunkdClient({
      serverUri: `https://127.0.0.1:${port}`,
      serverHost: 'h',
      sessionKey: new Secret('k'),
    });
    expect(await splunkd.request('/services/server/info')).toEqual({ ok: true });
  });

  test('a configuration without a session key is no login that fails', async () => {
    const address = { serverUri: 'https://127.0.0.1:1', serverHost: 'h', sessionKey: new Secret('') };
    await expect(splunkdClient(address).request('/services/x')).rejects.toThrow(/no session_key/);
  });

  test('nobody there', async () => {
    const splunkd = splunkdClient({ serverUri: 'https://127.0.0.1:1', serverHost: 'h', sessionKey: new Secret('k') });
    await expect(splunkd.request('/services/x')).rejects.toMatchObject({ status: 0 });
  });

  test.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['[::1]', true],
    ['127.0.0.1.evil.test', false],
    ['splunk.test', false],
  ])('loopback alone goes without a certificate check: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

test('the machine clock wakes when stopped', async () => {
  const controller = new AbortController();
  const slept = systemClock.sleep(60_000, controller.signal);
  controller.abort();
  await slept;
});
