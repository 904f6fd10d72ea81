import { Tokens } from '../../src/preview/auth/tokens';
import { each, fetchAnswer, testPreview, type Answer, type TestPreview } from './support/preview';
import { temporaryFolder } from './support/small_app';

/** Authentication tokens, and the names under `admin/` that splunkd's handlers answer to. */
describe('tokens and admin names', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview();
    await call('POST', 'authentication/users', { name: 'ann', password: 'long enough', roles: 'user' });
  });
  afterAll(() => preview.close());

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `/services/${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);
  const as = (scheme: string, token: string, path: string, method = 'GET'): Promise<Answer> =>
    fetchAnswer(`${preview.management}/services/${path}?output_mode=json`, method, undefined, {
      Authorization: `${scheme} ${token}`,
    });
  const make = async (user: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const made = await call('POST', 'authorization/tokens', { name: user, audience: 'tests', ...more });
    expect(made.status).toBe(201);
    return String(made.at('entry', 0, 'content', 'token'));
  };

  test('a token logs its user in, under both names of the scheme; a changed one does not', async () => {
    const token = await make('ann', { expires_on: '+1d' });
    for (const scheme of ['Bearer', 'Splunk'])
      expect((await as(scheme, token, 'authentication/current-context')).at('entry', 0, 'content', 'username')).toBe(
        'ann',
      );
    const [header, claims, signature = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ sub: 'admin', jti: 'x' })).toString('base64url');
    for (const bad of [`${token}x`, `${header}.${forged}.${signature}`, `${header}.${claims}.`, 'a.b.c', '..'])
      expect([bad, (await as('Bearer', bad, 'server/info')).status]).toEqual([bad, 401]);
  });

  test('tokens are switched off and on for everybody', async () => {
    const token = await make('ann');
    const path = 'admin/token-auth/tokens_auth';
    const status = async (): Promise<number> => (await as('Bearer', token, 'server/info')).status;
    expect([(await call('GET', path)).at('entry', 0, 'content', 'disabled'), await status()]).toEqual([false, 200]);
    expect((await call('POST', path, { disabled: 'true' })).at('entry', 0, 'content', 'disabled')).toBe(true);
    expect(await status()).toBe(401);
    expect((await call('POST', path, { disabled: 'perhaps' })).status).toBe(400);
    expect((await call('POST', path, { disabled: 'false' })).status).toBe(200);
    expect(await status()).toBe(200);
  });

  test('tokens are listed without their text, switched off and removed', async () => {
    const token = await make('ann');
    const listed = await call('GET', 'authorization/tokens?username=ann');
    expect(listed.text.includes(token)).toBe(false);
    expect(each(listed.at('entry'), 'content', 'claims', 'sub')).toContain('ann');
    await call('POST', 'authorization/tokens/ann', { status: 'disabled' });
    expect((await as('Bearer', token, 'server/info')).status).toBe(401);
    await call('POST', 'authorization/tokens/ann', { status: 'enabled' });
    expect((await as('Bearer', token, 'server/info')).status).toBe(200);
    expect((await call('DELETE', 'authorization/tokens/ann')).status).toBe(200);
    expect((await as('Bearer', token, 'server/info')).status).toBe(401);
    expect((await call('DELETE', 'authorization/tokens/ann')).status).toBe(404);
  });

  test('who has no right to tokens makes none for others and sees his own alone', async () => {
    await make('admin');
    const token = await make('ann');
    expect((await as('Bearer', token, 'authorization/tokens', 'GET')).at('entry', 0, 'content', 'claims', 'sub')).toBe(
      'ann',
    );
    expect(
      each((await as('Bearer', token, 'authorization/tokens')).at('entry'), 'content', 'claims', 'sub'),
    ).not.toContain('admin');
    expect((await as('Bearer', token, 'authorization/tokens/admin')).status).toBe(403);
    expect((await as('Bearer', token, 'authorization/tokens/admin', 'DELETE')).status).toBe(403);
    await call('POST', 'authentication/users', { name: 'gone', password: 'long enough', roles: 'user' });
    const orphan = await make('gone');
    await call('DELETE', 'authentication/users/gone');
    expect((await as('Bearer', orphan, 'server/info')).status).toBe(401);
  });

  test('wrong arguments are refused', async () => {
    for (const form of [
      { name: 'ann' },
      { name: 'nobody', audience: 'a' },
      { name: 'ann', audience: 'a', expires_on: '-1d' },
    ])
      expect((await call('POST', 'authorization/tokens', form)).status).toBe(400);
  });

  test('a token holds from its beginning to its end, across a restart, and not with another key', async () => {
    const folder = temporaryFolder();
    const first = await Tokens.open(folder);
    const times = { issued: 100, notBefore: 200, expires: 300 };
    const { token } = await first.create({ user: 'u', audience: 'a', issuer: 'i', ...times });
    const again = await Tokens.open(folder);
    expect([199, 200, 299, 300].map((now) => again.userOf(token, now))).toEqual([undefined, 'u', 'u', undefined]);
    expect((await Tokens.open(temporaryFolder())).userOf(token, 250)).toBeUndefined();
  });

  test('handlers answer under admin/ too', async () => {
    const names = ['savedsearch', 'views', 'localapps', 'users', 'roles', 'macros', 'passwords', 'conf-macros'];
    for (const name of [...names, 'server-info', 'eventtypes', 'transforms-lookup'])
      expect([name, (await preview.call('GET', `/servicesNS/-/-/admin/${name}`)).status]).toEqual([name, 200]);
    expect((await call('GET', 'admin/macros/my_filter')).at('entry', 0, 'content', 'definition')).toBe('search *');
    expect((await call('GET', 'admin/toString')).status).toBe(404);
  });

  test('a new entry begins at _new', async () => {
    expect((await call('GET', 'saved/searches')).at('links', 'create')).toBe('/services/saved/searches/_new');
  });
});
