import { each, fetchAnswer, PASSWORD, testPreview, type Answer, type TestPreview } from './support/preview';

/** What older and other clients of splunkd rely on: facts that the suites of Splunk's own SDKs check. */
describe('what clients rely on', () => {
  let preview: TestPreview;
  let clock = Date.now();
  beforeAll(async () => {
    preview = await testPreview({ now: () => clock });
  });
  afterAll(() => preview.close());

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);
  const content = (answer: Answer, key: string): unknown => answer.at('entry', 0, 'content', key);

  test('a path that leads to endpoints lists them; one that leads nowhere is 404', async () => {
    expect(each((await call('GET', '/services?count=0')).at('entry'), 'name')).toEqual(
      expect.arrayContaining(['apps', 'data', 'saved', 'search', 'server']),
    );
    expect(each((await call('GET', '/services/saved/')).at('entry'), 'name')).toEqual(
      expect.arrayContaining(['eventtypes', 'searches', 'sourcetypes']),
    );
    expect((await call('POST', '/services/saved')).status).toBe(405);
    expect((await call('GET', '/services/savedx')).status).toBe(404);
  });

  test('a login without a password is 400, with empty ones 401; the cookie of a session goes on with it', async () => {
    const login = (form: Readonly<Record<string, string>>, cookie = ''): Promise<Answer> =>
      fetchAnswer(`${preview.management}/services/auth/login?output_mode=json`, 'POST', form, { Cookie: cookie });
    expect((await login({ username: 'admin' })).status).toBe(400);
    expect((await login({ username: '', password: '' })).status).toBe(401);
    const first = await login({ username: 'admin', password: PASSWORD, cookie: '1' });
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const again = await login({ username: '', password: '', cookie: '1' }, `bad=cookie; ${cookie}`);
    expect([again.status, again.at('sessionKey')]).toEqual([200, first.at('sessionKey')]);
    expect((await login({ username: 'admin', password: '' }, cookie)).status).toBe(401);
    const otherCookie = cookie.slice(0, -1) + (cookie.endsWith('x') ? 'y' : 'x');
    expect((await login({ username: '', password: '' }, otherCookie)).status).toBe(401);
  });

  test('a form counts whatever content type it is sent with', async () => {
    const basic = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
    const made = await fetchAnswer(
      `${preview.management}/services/messages?output_mode=json`,
      'POST',
      'name=sent&value=as+json&severity=warn',
      { Authorization: basic },
    );
    expect([made.status, content(made, 'message')]).toEqual([201, 'as json']);
  });

  test("an unknown command is named in splunkd's words", async () => {
    const form = { q: 'search x | boguscmd', search: 'search x | boguscmd' };
    for (const path of ['/services/search/v2/parser', '/services/search/jobs']) {
      const answer = await call('POST', path, form);
      const message = [answer.status, answer.at('messages', 0, 'type'), answer.at('messages', 0, 'text')];
      expect(message).toEqual([400, 'FATAL', expect.stringContaining("Unknown search command 'boguscmd'.")]);
    }
  });

  test('settings that can be kept are kept; others are refused by name', async () => {
    const path = '/services/server/settings/settings';
    expect(content(await call('POST', path, { sessionTimeout: '42h' }), 'sessionTimeout')).toBe('42h');
    expect(content(await call('GET', '/services/server/settings'), 'sessionTimeout')).toBe('42h');
    const refused = await call('POST', path, { mgmtHostPort: '1' });
    expect([refused.status, refused.text.includes('mgmtHostPort')]).toEqual([400, true]);
  });

  test("a role's quotas and indexes are kept", async () => {
    const form = { name: 'quota', imported_roles: 'user', srchJobsQuota: '4', srchIndexesAllowed: 'main' };
    const made = await call('POST', '/services/authorization/roles', form);
    expect([content(made, 'srchJobsQuota'), content(made, 'srchIndexesAllowed')]).toEqual([4, ['main']]);
    expect((await call('POST', '/services/authorization/roles/quota', { srchJobsQuota: 'many' })).status).toBe(400);
  });

  test('a user can be made with a role of his own', async () => {
    const form = { name: 'kim', password: 'long enough', createrole: '1' };
    expect(content(await call('POST', '/services/authentication/users', form), 'roles')).toEqual(['user-kim']);
    expect((await call('GET', '/services/authorization/roles/user-kim')).status).toBe(200);
    const both = { name: 'lee', password: 'long enough', roles: 'user', createrole: 'true' };
    const made = await call('POST', '/services/authentication/users', both);
    expect(content(made, 'roles')).toEqual(['user', 'user-lee']);
    expect(content(made, 'capabilities')).toContain('search');
    expect((await call('POST', '/services/authentication/users', { name: 'no', password: 'long enough' })).status).toBe(
      400,
    );
  });

  test('a name in a namespace with "-" gives each object of that name', async () => {
    for (const owner of ['nobody', 'admin'])
      await call('POST', `/servicesNS/${owner}/search/saved/searches`, { name: 'twice', search: `search ${owner}` });
    const both = await call('GET', '/servicesNS/-/-/saved/searches/twice');
    expect(each(both.at('entry'), 'acl', 'owner').length).toBe(2);
    expect(both.at('entry', 0, 'acl', 'perms') === null || both.at('entry', 1, 'acl', 'perms') === null).toBe(true);
    const one = await call('GET', '/servicesNS/admin/search/saved/searches/twice');
    expect(each(one.at('entry'), 'content', 'search')).toEqual(['search admin']);
    await call('POST', '/servicesNS/nobody/search/configs/conf-macros', {
      name: 'flag',
      definition: 'x',
      iseval: 'True',
    });
    expect(content(await call('GET', '/servicesNS/-/-/configs/conf-macros/flag'), 'iseval')).toBe('1');
  });

  test('with a collection its records go; its definition belongs to nobody; _id is _key', async () => {
    const config = '/servicesNS/nobody/search/storage/collections/config';
    const records = '/servicesNS/nobody/search/storage/collections/data/gone';
    const insert = (): Promise<Answer> =>
      fetchAnswer(`${preview.management}${records}`, 'POST', '{"_key":"1","a":2}', {
        Authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
      });
    for (let round = 0; round < 2; round += 1) {
      expect((await call('POST', config, { name: 'gone' })).status).toBe(201);
      expect((await insert()).status).toBe(201);
      expect((await insert()).status).toBe(409);
      expect((await call('GET', `${records}?fields=a,_id:0`)).json).toEqual([{ a: 2 }]);
      expect((await call('DELETE', `${config}/gone`)).status).toBe(200);
    }
    const own = await call('GET', '/servicesNS/admin/search/storage/collections/config');
    expect([own.status, own.text.includes("user context of 'nobody'")]).toEqual([400, true]);
  });

  test('a finished job can be finalized, and a touch moves the time of its last change', async () => {
    const made = await call('POST', '/services/search/jobs', { search: '| makeresults', exec_mode: 'blocking' });
    const job = `/services/search/jobs/${String(made.at('sid'))}`;
    await call('POST', `${job}/control`, { action: 'finalize' });
    const before = await call('GET', job);
    expect(content(before, 'isFinalized')).toBe(true);
    clock += 2_000;
    await call('POST', `${job}/control`, { action: 'touch' });
    const after = await call('GET', job);
    expect(String(after.at('entry', 0, 'updated')) > String(before.at('entry', 0, 'updated'))).toBe(true);
  });

  test('the slash of a name is encoded twice in links, and both ways lead to it', async () => {
    const form = { name: 'a/b', realm: 'r:r', password: 'p' };
    const made = await call('POST', '/services/storage/passwords', form);
    const link = String(made.at('entry', 0, 'links', 'edit'));
    expect(link.endsWith('/storage/passwords/r%5C%3Ar%3Aa%252Fb%3A')).toBe(true);
    for (const path of [link, link.replace('%252F', '%2F'), '/services/storage/passwords/r%3Ar%3Aa%252Fb%3A'])
      expect([path, content(await call('GET', path), 'username')]).toEqual([path, 'a/b']);
  });
});
