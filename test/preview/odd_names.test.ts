import { each, fetchAnswer, PASSWORD, testPreview, type Answer, type TestPreview } from './support/preview';

/** Names that every object of the runtime has, and characters that no header may hold: they mean nothing special. */
describe('odd names', () => {
  let preview: TestPreview;
  const said: string[] = [];
  beforeAll(async () => {
    preview = await testPreview({ say: (text) => said.push(text) });
  });
  afterAll(async () => {
    await preview.close();
    expect(said).toEqual([]);
  });

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is a name like any other', async (name) => {
    const macros = '/servicesNS/nobody/search/configs/conf-macros';
    const made = await call('POST', macros, { name, definition: 'search x', [name]: 'kept' });
    expect([made.status, made.at('entry', 0, 'content', name)]).toEqual([201, 'kept']);
    const search = { name, search: '| makeresults', [name]: 'kept' };
    const saved = await call('POST', '/servicesNS/nobody/search/saved/searches', search);
    expect([saved.status, saved.at('entry', 0, 'content', name)]).toEqual([201, 'kept']);
    const app = `/services/apps/local/${name}app`;
    await call('POST', '/services/apps/local', { name: `${name}app`.replace(/^_+/, 'x') });
    expect((await call('POST', app.replace('/_', '/x'), { [name]: 'x' })).status).not.toBe(500);
    expect(preview.services.conf.objects('app', { owner: 'nobody', app: '-' }).map((one) => one.name)).not.toContainEqual(
      expect.stringContaining('function'),
    );
    const none = await call('GET', `/services/apps/local?search=${name}%3D*&sort_key=${name}`);
    expect(each(none.at('entry'), 'name')).toEqual([]);
    expect((await call('POST', `/services/search/jobs/${name}/control`, { action: name })).status).toBe(404);
    expect((await call('GET', `/services/${name}`)).status).toBe(404);
    expect((await call('GET', `/services/admin/${name}`)).status).toBe(404);
    expect((await fetch(`${preview.web}/en-US/static/${name}`)).status).toBe(404);
    expect((await fetch(`${preview.web}/en-US/static/@1/${name}`)).status).toBe(404);
  }); // prettier-ignore

  test.each(['/\u0001', '/€/ü?a=1', '/en-US/%E2%82%AC', '//evil', '/\\evil', '/a\r\nSet-Cookie: x=1'])(
    'a login that returns to %j goes to a path of this server',
    async (path) => {
      const cval = '1';
      const form = { cval, username: 'admin', password: PASSWORD, return_to: path };
      const headers = { Cookie: `cval=${cval}` };
      const answer = await fetchAnswer(`${preview.web}/en-US/account/login`, 'POST', form, headers);
      const location = answer.headers.get('location') ?? '';
      expect([answer.status, new URL(location, preview.web).origin]).toEqual([303, preview.web]);
      expect(location).toMatch(/^\/[!-~]+$/);
      expect(answer.headers.getSetCookie().join()).not.toContain('x=1');
    },
  );
});
