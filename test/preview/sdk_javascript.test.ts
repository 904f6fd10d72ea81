import { openDuckEngine } from '../../src/preview/duck_engine';
import { each, PASSWORD, testPreview, valueAt, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

/** What this test uses of Splunk's SDK, which has no types of its own. */
interface SdkObject {
  readonly name: string;
  readonly sid: string;
  readonly properties: () => Readonly<Record<string, unknown>>;
  readonly fetch: () => Promise<SdkObject>;
  readonly list: () => readonly SdkObject[];
  readonly item: (name: string) => SdkObject;
  readonly create: (what: unknown, values?: unknown) => Promise<SdkObject>;
  readonly update: (changes: unknown) => Promise<SdkObject>;
  readonly dispatch: () => Promise<readonly SdkObject[]>;
  readonly history: () => Promise<readonly unknown[]>;
  readonly results: (params: unknown) => Promise<unknown>;
  readonly cancel: () => Promise<unknown>;
  readonly remove: () => Promise<unknown>;
}

type SdkCollection = Record<
  'apps' | 'jobs' | 'dataModels' | 'savedSearches' | 'users' | 'indexes' | 'storagePasswords',
  () => SdkObject
>;

interface SdkService extends SdkCollection {
  readonly version: string;
  readonly login: () => Promise<unknown>;
  readonly configurations: (namespace: unknown) => SdkObject;
  readonly currentUser: () => Promise<SdkObject>;
  readonly oneshotSearch: (search: string, params: unknown) => Promise<unknown>;
  readonly parse: (search: string) => Promise<unknown>;
}

const splunkjs = jest.requireActual<{ readonly Service: new (options: unknown) => SdkService }>('splunk-sdk');

const SEARCH = '| tstats count from datamodel=Endpoint.Processes by Processes.dest';

describe('splunk-sdk for JavaScript', () => {
  let preview: TestPreview;
  let service: SdkService;
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine });
    await preview.services.engine.append(processEvents(50));
    const { port, hostname } = new URL(preview.management);
    service = new splunkjs.Service({
      scheme: 'http',
      host: hostname,
      port,
      username: 'admin',
      password: PASSWORD,
      app: 'webshell_watch',
      owner: 'nobody',
    });
    await service.login();
  });
  afterAll(() => preview.close());

  test('logs in and sees apps', async () => {
    const apps = await service.apps().fetch();
    expect(apps.list().map((app) => app.name)).toContain('webshell_watch');
    expect(service.version).toBe('10.2.3');
  });

  test('runs, polls, pages and cancels a job', async () => {
    const job = await service.jobs().create(SEARCH);
    while (!(await job.fetch()).properties().isDone) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(job.properties().resultCount).toBe(5);
    const page = await job.results({ count: 2, offset: 1 });
    expect(valueAt(page, [0, 'fields'])).toEqual(['Processes.dest', 'count']);
    expect(valueAt(page, [0, 'rows'])).toEqual([
      ['ws-1', '10'],
      ['ws-2', '10'],
    ]);
    await job.cancel();
    await expect(preview.call('GET', `/services/search/jobs/${job.sid}?output_mode=json`)).resolves.toMatchObject({
      status: 404,
    });
  });

  test('oneshot', async () => {
    const answer = await service.oneshotSearch(SEARCH, { output_mode: 'json' });
    expect(valueAt(answer, ['data', 'results']) ?? valueAt(answer, ['results'])).toHaveLength(5);
  });

  test('saved searches: create, edit, dispatch, remove', async () => {
    const saved = await service.savedSearches().create({ name: 'Made by the SDK', search: SEARCH });
    await saved.update({ description: 'changed', is_scheduled: false });
    expect(saved.properties().description).toBe('changed');
    const dispatched = await saved.dispatch();
    expect(dispatched[0]?.sid).toMatch(/^\d+\.\d+/);
    const history = await saved.history();
    expect(history[0]).toHaveLength(1);
    await saved.remove();
    expect(
      preview.services.conf.find('savedsearches', 'Made by the SDK', { owner: 'nobody', app: 'webshell_watch' }),
    ).toBeUndefined();
  });

  test('configurations, users, indexes, current user, parse, messages', async () => {
    const confs = await service.configurations({ app: 'webshell_watch', owner: 'nobody' }).fetch();
    const macros = await confs.item('macros').fetch();
    const macro = macros.item('my_filter');
    await macro.update({ definition: 'search NOT dest=a' });
    expect(preview.services.conf.value('macros', 'my_filter', 'definition')).toBe('search NOT dest=a');
    const users = await service.users().fetch();
    expect(users.list().map((user) => user.name)).toEqual(['admin']);
    const indexes = await service.indexes().fetch();
    expect(indexes.item('main').properties().totalEventCount).toBe(50);
    expect((await service.currentUser()).name).toBe('admin');
    const parsed = await service.parse('search index=main | head 1');
    expect(each(valueAt(parsed, ['data', 'commands']) ?? valueAt(parsed, ['commands']), 'command')).toEqual([
      'search',
      'head',
    ]);
    const passwords = await service.storagePasswords().create({ name: 'u', realm: 'r', password: 'secret' });
    expect(passwords.properties().clear_password).toBe('secret');
  });

  test('the data model and its dataset', async () => {
    const models = await service.dataModels().fetch();
    expect(valueAt(models.item('Endpoint'), ['objectNames'])).toEqual(['Processes']);
    expect(Object.keys(valueAt(models.item('Endpoint'), ['objects', 0, 'fields']) ?? {})).toContain(
      'parent_process_name',
    );
  });

  test('a made configuration file holds stanzas', async () => {
    const namespace = { app: 'webshell_watch', owner: 'nobody' };
    const file = await service.configurations(namespace).create({ __conf: 'made_by_js' });
    const stanza = await (await file.fetch()).create('one', { a: 1 });
    expect((await stanza.fetch()).properties()).toMatchObject({ a: '1' });
    await stanza.remove();
  });
});
