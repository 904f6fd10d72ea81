import { randomUUID } from 'node:crypto';
import { readdirSync, symlinkSync } from 'node:fs';
import { connect, Socket } from 'node:net';
import { IncomingMessage, request } from 'node:http';
import { dirname, join } from 'node:path';
import { ConfLayers } from '../../src/preview/conf_layers/conf_layers';
import { openDuckEngine } from '../../src/preview/duck_engine';
import { BodyBudget } from '../../src/preview/http/incoming';
import { each, fetchAnswer, PASSWORD, testPreview, type Answer, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

/** What a hostile page, a broken client or many clients may do to a preview. */
describe('a preview under attack', () => {
  let preview: TestPreview;
  let cookie = '';
  const crashes: string[] = [];
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine, say: (text) => crashes.push(text) });
    await preview.services.engine.append(processEvents(500));
    const entered = await fetch(preview.tokenLink, { redirect: 'manual' });
    cookie = entered.headers
      .getSetCookie()
      .map((part) => part.split(';')[0])
      .join('; ');
  });
  afterAll(async () => {
    await preview.close();
    expect(crashes).toEqual([]);
  });

  const web = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    fetchAnswer(preview.web + path, 'GET', undefined, { cookie, ...headers });

  /** A request whose path and headers no client library would send. */
  function rawRequest(
    origin: string,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(origin);
    return new Promise((resolve, reject) => {
      const sent = request({ host: hostname, port, path, headers }, (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => (text += bytes.toString('utf8')));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.once('error', reject);
      sent.end();
    });
  }

  test('the token link logs in once', async () => {
    const again = await fetch(preview.tokenLink, { redirect: 'manual' });
    expect([again.status, again.headers.get('location')]).toEqual([303, expect.stringContaining('/account/login')]);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test('another name in the Host header is refused, on both ports', async () => {
    for (const origin of [preview.web, preview.management])
      for (const host of ['evil.example', 'evil.example:8000', '127.0.0.1.evil.example']) {
        const { status } = await rawRequest(origin, '/en-US/account/login', { host });
        expect([host, status]).toEqual([host, 403]);
      }
    expect((await rawRequest(preview.web, '/en-US/account/login', { host: 'localhost' })).status).toBe(200);
  });

  test('no path leads out of the static folder', async () => {
    const paths = [
      '../default/app.conf',
      '..%2fdefault%2fapp.conf',
      '%2e%2e/default/app.conf',
      'pages/..%5c..%5cdefault%5capp.conf',
      'pages',
      'pages%00.js',
      '.git/config',
    ];
    const statics = join(preview.options.appFolder, 'appserver', 'static');
    symlinkSync(join(preview.options.appFolder, 'default', 'app.conf'), join(statics, 'linked.js'));
    symlinkSync(join(preview.options.appFolder, 'default'), join(statics, 'folder'));
    for (const path of [...paths, 'linked.js', 'folder/app.conf']) {
      const { status, text } = await rawRequest(preview.web, `/en-US/static/app/webshell_watch/${path}`, { cookie });
      expect([path, status >= 400, text.includes('[package]')]).toEqual([path, true, false]);
    }
  });

  test('no name leads out of the data folder', async () => {
    const mark = `escaped-${randomUUID()}`;
    const up = `${'..%2F'.repeat(9)}tmp%2F${mark}`;
    const twice = up.replaceAll('%2F', '%252F');
    const paths = [up, twice].flatMap((name) => [
      ...[`configs/conf-${name}`, `configs/conf-${name}/x`, `properties/${name}`, `properties/${name}/x`],
      ...[`data/ui/views/${name}`, `data/lookup-table-files/${name}.csv`, `apps/local/${name}`],
      ...[`storage/collections/data/${name}`, `data/inputs/${name}`, `data/macros/${name}/move`],
    ]);
    for (const path of paths) {
      const form = { name: 'x.csv', definition: 'x', 'eai:data': 'a,b\n1,2\n', app: '../../tmp', user: '../../tmp' };
      const { status } = await preview.call('POST', `/servicesNS/admin/webshell_watch/${path}`, form);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
    for (const space of ['admin/..%2F..%2Ftmp', '..%2F..%2F..%2F..%2Ftmp/webshell_watch']) {
      await preview.call('POST', `/servicesNS/${space}/configs/conf-${mark}`, { name: 'x' });
      await preview.call('POST', `/servicesNS/${space}/properties`, { __conf: `../${mark}` });
      await preview.call('POST', '/services/apps/local', { name: `../${mark}` });
    }
    const { dataFolder } = preview.options;
    const outside = [...readdirSync(dirname(dataFolder)), ...readdirSync('/')].filter((name) => name.includes(mark));
    expect(outside).toEqual([]);
    const all = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes(mark));
    expect(all.filter((path) => !path.startsWith(join('etc', 'users', '%2E%2E%2F')))).toEqual([]);
  });

  test('no key, value, role or owner writes a line of its own into a .conf or metadata file', async () => {
    const line = '\n[role_planted]\nadmin_all_objects = enabled\n';
    const macros = '/servicesNS/nobody/search';
    const post = async (path: string, form: Readonly<Record<string, string>>): Promise<number> =>
      (await preview.call('POST', `${macros}/${path}`, form)).status;
    expect(await post('configs/conf-macros', { name: 'plain', definition: 'x' })).toBe(201);
    expect(await post('configs/conf-macros', { name: `a]${line}`, definition: 'x' })).toBe(400);
    expect(await post('configs/conf-macros/plain', { [`a${line}`]: 'x' })).toBe(400);
    expect(await post(`properties/macros/plain/${encodeURIComponent(`a${line}`)}`, { value: 'x' })).toBe(400);
    expect(await post('properties/macros/plain/key', { value: 'x\\' })).toBe(400);
    expect(await post('properties/macros/plain/key', { value: `x${line}` })).toBe(200);
    const acl = { sharing: 'app', owner: 'admin' };
    expect(await post('configs/conf-macros/plain/acl', { ...acl, 'perms.read': `x ]${line}` })).toBe(400);
    expect(await post('configs/conf-macros/plain/acl', { ...acl, owner: `x${line}` })).toBe(200);
    const key = await preview.call('GET', `${macros}/properties/macros/plain/key`);
    expect(key.text).toBe(`x${line}`.trim());
    const again = new ConfLayers(preview.services.conf.places);
    const everywhere = { owner: '-', app: '-' };
    expect(again.objects('macros', everywhere).filter(({ name }) => name.includes('planted'))).toEqual([]);
    expect(again.find('macros', 'plain', { owner: 'nobody', app: 'search' })?.settings.get('key')).toBe(key.text);
  });

  test('only exposed paths are passed on, with their methods', async () => {
    const raw = (path: string): Promise<Answer> => web(`/en-US/splunkd/__raw${path}?output_mode=json`);
    expect((await raw('/services/storage/passwords')).status).toBe(404);
    expect((await raw('/services/admin/macros')).status).toBe(404);
    expect((await raw('/servicesNS/nobody/webshell_watch/data/inputs/process_log')).status).not.toBe(405);
    expect((await raw('/services/search/jobs/1/control')).status).toBe(405);
    expect((await raw('/services/search/v2/jobs')).status).toBe(200);
  });

  test('a page of another origin gets nothing: no CORS, no cookie on the management port', async () => {
    const answer = await web('/en-US/splunkd/__raw/services/server/info?output_mode=json', {
      Origin: 'https://evil.example',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const key = /splunkd_\d+=([^;]+)/.exec(cookie)?.[1] ?? '';
    const port = new URL(preview.management).port;
    const call = (headers: Readonly<Record<string, string>>): Promise<Answer> =>
      fetchAnswer(`${preview.management}/services/server/info?output_mode=json`, 'GET', undefined, {
        cookie: `splunkd_${port}=${key}`,
        ...headers,
      });
    expect((await call({ Origin: 'https://evil.example' })).status).toBe(401);
  });

  test('a password that a browser adds by itself does not count in what a page of another site sends', async () => {
    const Authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
    const from = async (site: string): Promise<number> => {
      const headers = { Authorization, 'Sec-Fetch-Site': site };
      return (await rawRequest(preview.management, '/services/server/info', headers)).status;
    };
    expect([await from('cross-site'), await from('same-site')]).toEqual([401, 401]);
    expect([await from('none'), await from('same-origin')]).toEqual([200, 200]);
  });

  test('login sends nobody to another site, and needs its own cookie', async () => {
    const login = `${preview.web}/en-US/account/login`;
    const form = { username: 'admin', password: PASSWORD, cval: '1', return_to: 'https://evil.example/' };
    expect((await fetchAnswer(login, 'POST', form, {})).status).not.toBe(303);
    for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const answer = await fetchAnswer(login, 'POST', { ...form, return_to: target }, { cookie: 'cval=1' });
      expect([target, answer.headers.get('location')]).toEqual([target, '/en-US/app/webshell_watch/sightings']);
    }
  });

  test('what is in a view or a name is text in the page', async () => {
    const answer = await web('/en-US/app/webshell_watch/%3Cscript%3Ealert(1)%3C%2Fscript%3E');
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('<script>alert');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  test('malformed input: one error each, as splunkd words it', async () => {
    const errors = [
      await preview.call('GET', '/services/search/jobs?output_mode=json&search=%ZZ'),
      await preview.call('GET', '/services/saved/searches?output_mode=json&count=many'),
      await preview.call('GET', '/services/saved/searches?output_mode=json&search=%22open'),
      await preview.call('POST', '/services/search/jobs?output_mode=json', { search: '' }),
      await preview.call('POST', '/services/search/jobs?output_mode=json', { search: '| boguscmd' }),
      await preview.call('POST', '/services/search/jobs?output_mode=json', {
        search: '| makeresults',
        earliest_time: 'yesterdayish',
      }),
      await preview.call('POST', '/services/saved/searches?output_mode=json', {}),
      await preview.call('DELETE', '/services/saved/searches?output_mode=json'),
      await preview.call('POST', '/servicesNS/nobody/webshell_watch/configs/conf-macros?output_mode=json', {
        name: 'a b',
        definition: 'x',
      }),
      await preview.call('POST', '/servicesNS/nobody/webshell_watch/configs/conf-macros?output_mode=json', {
        name: 'ok',
        definition: 'ends in \\',
      }),
      await preview.call('POST', '/servicesNS/nobody/webshell_watch/configs/conf-macros/my_filter?output_mode=json', {
        'x\n[evil]\ny': '1',
      }),
    ];
    expect(errors.map(({ status }) => status)).toEqual(errors.map(() => 400));
    expect(errors.map((error) => error.at('messages', 0, 'text'))).not.toContain(undefined);
    expect(errors[6]?.at('messages', 0, 'text')).toBe('Cannot perform action "POST" without a target name to act on.');
    const kv = '/servicesNS/nobody/webshell_watch/storage/collections/data/seen';
    const post = (path: string, body: string): Promise<Answer> =>
      fetchAnswer(`${preview.management}${path}`, 'POST', body, basic);
    expect((await post(kv, '{"a":')).status).toBe(400);
    expect((await post(kv, '[1]')).status).toBe(400);
    expect((await preview.call('GET', `${kv}?query=${encodeURIComponent('{"a":{"$where":"1"}}')}`)).status).toBe(400);
    const missing = await preview.call(
      'GET',
      '/servicesNS/nobody/webshell_watch/storage/collections/data/none?output_mode=json',
    );
    expect([missing.status, missing.text]).toEqual([
      404,
      expect.stringContaining('<msg type="ERROR">An object with name=none does not exist</msg>'),
    ]);
  });

  const basic = { Authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}` };

  test('credentials: the challenge, the wrong key, the missing password', async () => {
    const url = `${preview.management}/services/server/info?output_mode=json`;
    const none = await fetchAnswer(url, 'GET', undefined, {});
    expect([none.status, none.headers.get('www-authenticate'), none.json]).toEqual([
      401,
      'Basic realm="/splunk"',
      { messages: [{ type: 'ERROR', text: 'Unauthorized' }] },
    ]);
    const wrong = await fetchAnswer(url, 'GET', undefined, { Authorization: 'Splunk nonsense' });
    expect([wrong.status, wrong.json]).toEqual([
      401,
      { messages: [{ type: 'WARN', text: 'call not properly authenticated' }] },
    ]);
    const login = await fetchAnswer(
      `${preview.management}/services/auth/login?output_mode=json`,
      'POST',
      { username: 'admin' },
      {},
    );
    expect([login.status, login.at('messages', 0)]).toEqual([400, { type: 'WARN', text: 'Login failed' }]);
  });

  test('a body of more than 50 MB is refused, and the preview goes on', async () => {
    const big = await preview
      .call('POST', '/services/search/jobs?output_mode=json', { search: 'x'.repeat(51 * 1024 * 1024) })
      .catch(() => undefined);
    expect(big?.status ?? 413).toBe(413);
    expect((await preview.call('GET', '/services/server/info')).status).toBe(200);
  });

  test('a megabyte of search and ten thousand clauses get an answer', async () => {
    const clauses = Array.from({ length: 10_000 }, (_, index) => `process_name="p${index}.exe"`).join(' OR ');
    const run = (search: string): Promise<Answer> =>
      preview.call('POST', '/services/search/jobs', { search, exec_mode: 'oneshot', output_mode: 'json' });
    expect([200, 400]).toContain((await run(`search index=main (${clauses})`)).status);
    expect([200, 400]).toContain((await run(`search index=main "${'a'.repeat(1_000_000)}"`)).status);
    expect((await run('('.repeat(100_000))).status).toBe(400);
  });

  test('half-open connections do not hold up others', async () => {
    const { hostname, port } = new URL(preview.web);
    const sockets = Array.from({ length: 100 }, () =>
      connect(Number(port), hostname, function (this: { write: (text: string) => void }) {
        this.write('POST /en-US/account/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nab');
      }),
    );
    sockets.forEach((socket) => socket.on('error', () => undefined));
    expect((await web('/en-US/app/webshell_watch/sightings')).status).toBe(200);
    sockets.forEach((socket) => socket.destroy());
  });

  test('200 searches at once all answer, and a page comes before they have', async () => {
    const one = (index: number): Promise<Answer> =>
      preview.call('POST', '/services/search/jobs', {
        ...{ exec_mode: 'oneshot', output_mode: 'json', count: '0' },
        search: `| tstats count from datamodel=Endpoint.Processes where Processes.process="*/c ${index}*" by Processes.dest`,
      });
    let answered = 0;
    const all = Array.from({ length: 200 }, (_, index) => one(index).finally(() => (answered += 1)));
    expect((await web('/en-US/app/webshell_watch/sightings')).status).toBe(200);
    expect(answered).toBeLessThan(200);
    const answers = await Promise.all(all);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(
      each(answers[3]?.at('results'), 'count')
        .map(Number)
        .reduce((sum, count) => sum + count, 0),
    ).toBeGreaterThan(0);
    expect(preview.services.jobs.all()).toHaveLength(0);
  });
});

test('bodies that come at the same time share what they may hold', async () => {
  const budget = new BodyBudget(10);
  const sent = (text: string): IncomingMessage => {
    const message = new IncomingMessage(new Socket());
    message.push(Buffer.from(text));
    message.push(null);
    return message;
  };
  const text = (body: Buffer): Promise<string> => Promise.resolve(body.toString());
  await budget.withBody(sent('12345678'), async () => {
    await expect(budget.withBody(sent('123'), text)).rejects.toMatchObject({ status: 503 });
    expect(await budget.withBody(sent('12'), text)).toBe('12');
  });
  await expect(budget.withBody(sent('12345678'), () => Promise.reject(new Error('refused')))).rejects.toThrow(
    'refused',
  );
  expect(await budget.withBody(sent('1234567890'), text)).toBe('1234567890');
});
