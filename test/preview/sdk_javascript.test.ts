import { openDuckEngine } from '../../src/preview/duck_engine';
import { PASSWORD, testPreview, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

// Splunk's own SDK has no types; it is used here as its users use it.
/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-require-imports, @typescript-eslint/no-explicit-any */
const splunkjs: any = require('splunk-sdk');

const SEARCH = '| tstats count from datamodel=Endpoint.Processes by Processes.dest';

describe('splunk-sdk for JavaScript', () => {
  let preview: TestPreview;
  let service: any;
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
    expect(apps.list().map((app: any) => app.name)).toContain('webshell_watch');
    expect(service.version).toBe('10.2.3');
  });

  test('runs, polls, pages and cancels a job', async () => {
    const job = await service.jobs().create(SEARCH);
    while (!(await job.fetch()).properties().isDone) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(job.properties().resultCount).toBe(5);
    const page = await job.results({ count: 2, offset: 1 });
    const shown = page[0] ?? page;
    expect(shown.fields).toEqual(['Processes.dest', 'count']);
    expect(shown.rows).toEqual([
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
    expect((answer.data ?? answer).results).toHaveLength(5);
  });

  test('saved searches: create, edit, dispatch, remove', async () => {
    const saved = await service
      .savedSearches()
      .create({ name: 'Made by the SDK', search: SEARCH })
      .catch((e: any) => Promise.reject(new Error(JSON.stringify(e.data))));
    await saved
      .update({ description: 'changed', is_scheduled: false })
      .catch((e: any) => Promise.reject(new Error(JSON.stringify(e.data))));
    expect(saved.properties().description).toBe('changed');
    const dispatched = await saved.dispatch().catch((e: any) => Promise.reject(new Error(JSON.stringify(e.data))));
    const job = Array.isArray(dispatched) ? dispatched[0] : dispatched;
    expect(job.sid).toMatch(/^\d+\.\d+/);
    const history = await saved.history();
    expect(history.data ?? history).toBeDefined();
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
    expect(users.list().map((user: any) => user.name)).toEqual(['admin']);
    const indexes = await service.indexes().fetch();
    expect(indexes.item('main').properties().totalEventCount).toBe(50);
    expect((await service.currentUser()).name).toBe('admin');
    const parsed = await service.parse('search index=main | head 1');
    expect((parsed.data ?? parsed).commands.map((command: any) => command.command)).toEqual(['search', 'head']);
    const passwords = await service.storagePasswords().create({ name: 'u', realm: 'r', password: 'secret' });
    expect(passwords.properties().clear_password).toBe('secret');
  });
});
