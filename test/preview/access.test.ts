import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { each, fetchAnswer, testPreview, type Answer, type TestPreview } from './support/preview';

describe('who may do what', () => {
  let preview: TestPreview;
  const people = { analyst: 'webshell_watch_analyst', plain: 'user', strong: 'power' } as const;
  beforeAll(async () => {
    preview = await testPreview();
    for (const [name, roles] of Object.entries(people))
      expect(
        (await preview.call('POST', '/services/authentication/users', { name, password: 'pass-word1', roles })).status,
      ).toBe(201);
  });
  afterAll(() => preview.close());

  const as = (name: string, method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    fetchAnswer(`${preview.management}${path}${path.includes('?') ? '&' : '?'}output_mode=json`, method, form, {
      Authorization: `Basic ${Buffer.from(`${name}:pass-word1`).toString('base64')}`,
    });
  const MACROS = '/servicesNS/nobody/webshell_watch/configs/conf-macros';

  test('the filter macro is for analysts and power users; other macros are not, and plain users change neither', async () => {
    const write = async (name: string, macro: string): Promise<number> =>
      (await as(name, 'POST', `${MACROS}/${encodeURIComponent(macro)}`, { definition: `search NOT by=${name}` }))
        .status;
    expect([
      await write('analyst', 'my_filter'),
      await write('strong', 'my_filter'),
      await write('plain', 'my_filter'),
    ]).toEqual([200, 200, 403]);
    expect([await write('analyst', 'pick(1)'), await write('plain', 'pick(1)')]).toEqual([403, 403]);
    const seen = await as('analyst', 'GET', `${MACROS}?count=0`);
    expect(each(seen.at('entry'), 'acl', 'can_write')).toEqual([true, false]);
  });

  test('a private macro shadows the shared one for its owner alone', async () => {
    const mine = '/servicesNS/plain/webshell_watch/configs/conf-macros';
    expect((await as('plain', 'POST', mine, { name: 'mine', definition: 'search x' })).status).toBe(201);
    expect((await as('plain', 'GET', `${mine}/mine`)).at('entry', 0, 'acl', 'sharing')).toBe('user');
    expect((await as('strong', 'GET', `${mine}/mine`)).status).toBe(404);
    expect((await as('plain', 'GET', `${MACROS}/mine`)).status).toBe(404);
    // Splunk, Knowledge Manager Manual, "Manage knowledge object permissions": sharing needs write access to the app.
    expect((await as('plain', 'POST', `${mine}/mine/acl`, { sharing: 'app', owner: 'plain' })).status).toBe(403);
    const shared = await preview.call('POST', `${mine}/mine/acl?output_mode=json`, { sharing: 'app', owner: 'plain' });
    expect(shared.at('entry', 0, 'acl', 'sharing')).toBe('app');
    expect((await as('strong', 'GET', `${MACROS}/mine`)).status).toBe(200);
  });

  test('a shipped macro can be overridden but not removed, and its default shows through again', async () => {
    expect((await preview.call('DELETE', `${MACROS}/${encodeURIComponent('pick(1)')}?output_mode=json`)).status).toBe(
      403,
    );
    await preview.call('POST', `${MACROS}/my_filter`, { definition: 'search NOT host=z' });
    expect((await preview.call('DELETE', `${MACROS}/my_filter`)).status).toBe(200);
    expect(
      (await preview.call('GET', `${MACROS}/my_filter?output_mode=json`)).at('entry', 0, 'content', 'definition'),
    ).toBe('search *');
  });

  test('capabilities: users, messages, inputs and passwords are for administrators', async () => {
    expect(
      (await as('plain', 'POST', '/services/authentication/users', { name: 'x', password: 'y', roles: 'admin' }))
        .status,
    ).toBe(403);
    expect((await as('plain', 'POST', '/services/authentication/users/plain', { roles: 'admin' })).status).toBe(403);
    expect((await as('plain', 'GET', '/services/storage/passwords')).status).toBe(403);
    expect((await as('plain', 'POST', '/services/messages', { name: 'x', value: 'y' })).status).toBe(403);
    expect(each((await as('plain', 'GET', '/services/authentication/users')).at('entry'), 'name')).toEqual(['plain']);
    const context = await as('analyst', 'GET', '/services/authentication/current-context');
    expect(context.at('entry', 0, 'content', 'roles')).toEqual(['webshell_watch_analyst']);
    expect(context.at('entry', 0, 'content', 'capabilities')).toEqual(expect.arrayContaining(['search']));
  });

  test("another user's job and records are not seen", async () => {
    const made = await as('plain', 'POST', '/services/search/jobs', { search: '| makeresults', exec_mode: 'blocking' });
    const sid = String(made.at('sid'));
    expect((await as('strong', 'GET', `/services/search/jobs/${sid}`)).status).toBe(404);
    expect((await preview.call('GET', `/services/search/jobs/${sid}`)).status).toBe(200);
    expect((await as('plain', 'GET', '/servicesNS/strong/webshell_watch/storage/collections/data/seen')).status).toBe(
      403,
    );
  });

  test('passwords at rest: not in clear anywhere below the data folder', async () => {
    await preview.call('POST', '/services/storage/passwords', {
      name: 'svc',
      realm: 'r',
      password: 'very-secret-text',
    });
    const texts = readdirSync(preview.options.dataFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter((text) => text.includes('very-secret-text') || text.includes('pass-word1'))).toEqual([]);
  });

  test('list parameters', async () => {
    const names = async (query: string): Promise<readonly unknown[]> =>
      each((await preview.call('GET', `/services/authorization/roles?output_mode=json&${query}`)).at('entry'), 'name');
    expect(await names('search=name%3D*admin&sort_dir=desc')).toEqual(['sc_admin', 'admin']);
    expect(await names('count=2&offset=1&sort_key=name')).toEqual(['can_delete', 'power']);
    const one = await preview.call('GET', '/services/server/info?output_mode=json&f=version');
    expect(one.at('entry', 0, 'content')).toEqual({ version: '10.2.3', 'eai:acl': null });
  });

  test.each(['plain', 'strong'])('%s gets no rights by a door beside the one that is watched', async (name) => {
    const own = `/servicesNS/${name}/search`;
    const shared = '/servicesNS/nobody/search';
    const tries: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      [`${shared}/configs/conf-authorize`, { name: `role_${people.plain}`, admin_all_objects: 'enabled' }],
      [`${own}/configs/conf-authorize`, { name: 'role_power', admin_all_objects: 'enabled' }],
      [`${shared}/properties/authorize`, { __stanza: 'role_power' }],
      [`${shared}/configs/conf-inputs`, { name: 'http://mine', token: 'mine' }],
      [`${shared}/configs/conf-inputs`, { name: 'process_log://mine', paths: '/etc' }],
      [`${shared}/configs/conf-web`, { name: 'expose:all', pattern: '**', methods: 'GET,POST,DELETE' }],
      [`${shared}/configs/conf-alert_actions/webhook`, { allowed_hosts: 'example.invalid' }],
      ['/servicesNS/admin/webshell_watch/saved/searches/Rule%20one', { search: '| makeresults' }],
      ['/servicesNS/admin/search/saved/searches', { name: 'planted', search: '| makeresults' }],
    ];
    for (const [path, form] of tries) expect([path, (await as(name, 'POST', path, form)).status]).toEqual([path, 403]);
    await as(name, 'POST', `${own}/saved/searches`, { name: `by ${name}`, search: '| makeresults' });
    const acl = `${own}/saved/searches/${encodeURIComponent(`by ${name}`)}/acl`;
    for (const owner of ['admin', 'nobody', 'splunk-system-user'])
      expect((await as(name, 'POST', acl, { sharing: 'user', owner })).status).toBe(403);
    expect((await as(name, 'POST', acl, { sharing: 'global', owner: name })).status).toBe(name === 'plain' ? 403 : 200);
    const context = await as(name, 'GET', '/services/authentication/current-context');
    expect(context.at('entry', 0, 'content', 'capabilities')).not.toContain('admin_all_objects');
    const names = preview.services.conf.objects('savedsearches', { owner: '-', app: '-' });
    expect(names.filter(({ owner, name: planted }) => owner === 'admin' && planted !== 'Rule one')).toEqual([]);
  });

  test('a lookup file that is there is for those who may write it', async () => {
    const path = '/services/data/lookup-table-files';
    const save = async (name: string): Promise<number> =>
      (await as(name, 'POST', path, { name: 'list.csv', 'eai:data': `by\n${name}\n` })).status;
    expect([await save('strong'), await save('plain')]).toEqual([201, 403]);
  });
});
