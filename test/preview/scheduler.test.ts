import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nextTime, skewSeconds } from '../../src/preview/saved/schedule';
import { each, testPreview, type TestPreview } from './support/preview';
import { temporaryFolder } from './support/small_app';

const START = Date.UTC(2026, 0, 5, 10, 0, 30);
const MINUTE = 60_000;

describe('the scheduler in a test clock', () => {
  let preview: TestPreview;
  let now = START;
  const dataFolder = temporaryFolder();
  const open = (): Promise<TestPreview> => testPreview({ now: () => now, dataFolder });
  beforeAll(async () => (preview = await open()));
  afterAll(() => preview.close());

  const save = (name: string, more: Readonly<Record<string, string>>): Promise<unknown> =>
    preview.call('POST', '/servicesNS/nobody/webshell_watch/saved/searches', {
      ...{ name, search: '| makeresults', is_scheduled: '1', output_mode: 'json' },
      ...more,
    });
  const passTo = async (time: number): Promise<void> => {
    preview.services.scheduler.tick();
    now = time;
    preview.services.scheduler.tick();
    await preview.services.scheduler.idle();
  };
  const runsOf = (name: string): number => preview.engine.requests.filter(({ text }) => text.includes(name)).length;
  const fired = async (name: string): Promise<readonly unknown[]> =>
    each(
      (
        await preview.call('GET', `/services/alerts/fired_alerts/${encodeURIComponent(name)}?output_mode=json&count=0`)
      ).at('entry'),
      'content',
    );

  test('real-time scheduling skips what was missed, continuous scheduling does not', async () => {
    await save('latest only', {
      search: '| makeresults latestonly',
      cron_schedule: '*/10 * * * *',
      realtime_schedule: '1',
    });
    await save('every one', {
      search: '| makeresults everyone',
      cron_schedule: '*/10 * * * *',
      realtime_schedule: '0',
    });
    await passTo(START + 35 * MINUTE);
    expect([runsOf('latestonly'), runsOf('everyone')]).toEqual([1, 3]);
    const times = preview.engine.requests.filter(({ text }) => text.includes('everyone')).map((request) => request.now);
    expect(times).toEqual([10, 20, 30].map((minute) => Date.UTC(2026, 0, 5, 10, minute) / 1000));
  });

  test('a continuous search goes on after a restart where it stopped', async () => {
    await preview.close();
    now = START + 55 * MINUTE;
    preview = await open();
    await passTo(now);
    expect(runsOf('everyone')).toBe(2);
  });

  test('per-result alerts are throttled by their fields for their period, then fire again', async () => {
    await save('throttled', {
      ...{
        cron_schedule: '* * * * *',
        alert_type: 'number of events',
        alert_comparator: 'greater than',
        alert_threshold: '0',
      },
      ...{
        'alert.digest_mode': '0',
        'alert.suppress': '1',
        'alert.suppress.fields': 'host',
        'alert.suppress.period': '5m',
      },
      ...{ 'alert.severity': '5', actions: 'risk', 'action.risk.param._risk_message': 'seen $host$' },
    });
    await passTo(now + MINUTE);
    const first = await fired('throttled');
    expect(first).toHaveLength(10);
    expect(first[0]).toMatchObject({ severity: 5, savedsearch_name: 'throttled', triggered_alerts: 1 });
    expect(JSON.stringify(each(first, 'preview_actions'))).toContain('seen ws-9');
    await passTo(now + MINUTE);
    expect(await fired('throttled')).toHaveLength(10);
    const suppress = await preview.call('GET', '/services/saved/searches/throttled/suppress?output_mode=json');
    expect(suppress.at('entry', 0, 'content', 'suppressed')).toBe(true);
    await preview.call('POST', '/services/saved/searches/throttled/acknowledge', {});
    await passTo(now + MINUTE);
    expect(await fired('throttled')).toHaveLength(20);
    await passTo(now + 6 * MINUTE);
    expect(await fired('throttled')).toHaveLength(30);
  });

  test('conditions compare counts, and alerts expire', async () => {
    const counting = { cron_schedule: '* * * * *', alert_type: 'number of events', 'alert.expires': '2m' };
    await save('few', { ...counting, alert_comparator: 'less than', alert_threshold: '250' });
    await save('many', { ...counting, alert_comparator: 'equal to', alert_threshold: '250' });
    await save('hosts', {
      ...counting,
      alert_type: 'number of hosts',
      alert_comparator: 'greater than',
      alert_threshold: '9',
    });
    await passTo(now + MINUTE);
    expect([(await fired('few')).length, (await fired('many')).length, (await fired('hosts')).length]).toEqual([
      0, 1, 1,
    ]);
    for (const name of ['few', 'many', 'hosts'])
      await preview.call('POST', `/services/saved/searches/${name}/disable`, {});
    await passTo(now + 4 * MINUTE);
    expect(await fired('many')).toHaveLength(0);
  });

  test('a webhook goes to this machine, and nowhere else', async () => {
    const bodies: string[] = [];
    const server = createServer((message, response) => {
      message.on('data', (bytes: Buffer) => bodies.push(bytes.toString('utf8')));
      message.on('end', () => response.end('ok'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await save('hook', {
      cron_schedule: '* * * * *',
      actions: 'webhook',
      'action.webhook.param.url': `http://127.0.0.1:${port}/x`,
    });
    await save('far', {
      cron_schedule: '* * * * *',
      actions: 'webhook',
      'action.webhook.param.url': 'http://example.invalid/x',
    });
    await passTo(now + MINUTE);
    server.close();
    expect(JSON.parse(bodies[0] ?? '{}')).toMatchObject({ search_name: 'hook', app: 'webshell_watch' });
    expect(JSON.stringify(await fired('far'))).toContain('not allowed');
  });

  test('a window lets a search wait while there is no room, and no longer than it is wide', async () => {
    await save('patient', { search: '| makeresults patient', cron_schedule: '0 * * * *', schedule_window: '10' });
    await save('prompt', { search: '| makeresults prompt', cron_schedule: '0 * * * *' });
    const fill = async (): Promise<readonly unknown[]> => {
      const made: unknown[] = [];
      while (!preview.services.jobs.isFull) {
        const form = { search: 'search endless', output_mode: 'json' };
        made.push((await preview.call('POST', '/services/search/jobs', form)).at('sid'));
      }
      return made;
    };
    const free = async (sids: readonly unknown[]): Promise<void> => {
      for (const sid of sids) await preview.call('DELETE', `/services/search/jobs/${String(sid)}`);
      await preview.services.scheduler.idle();
    };
    const waiting = (name: string): boolean => preview.services.jobs.all().some((job) => job.spec.label === name);
    preview.services.scheduler.tick();
    let sids = await fill();
    now = Date.UTC(2026, 0, 6, 10, 1);
    preview.services.scheduler.tick();
    expect([waiting('patient'), waiting('prompt')]).toEqual([false, true]);
    now += 8 * MINUTE;
    preview.services.scheduler.tick();
    expect(waiting('patient')).toBe(false);
    now += MINUTE;
    preview.services.scheduler.tick();
    expect(waiting('patient')).toBe(true);
    await free(sids);
    expect(runsOf('patient')).toBe(1);
    sids = await fill();
    now = Date.UTC(2026, 0, 6, 11, 2);
    preview.services.scheduler.tick();
    expect(runsOf('patient')).toBe(1);
    await free(sids);
    preview.services.scheduler.tick();
    await preview.services.scheduler.idle();
    expect(runsOf('patient')).toBe(2);
    const times = preview.engine.requests.filter(({ text }) => text.includes('patient')).map((request) => request.now);
    expect(times).toEqual([10, 11].map((hour) => Date.UTC(2026, 0, 6, hour) / 1000));
  });

  test('results are kept for two periods of the schedule; a report that nobody is told of fires nothing', async () => {
    await save('report', { cron_schedule: '*/20 * * * *' });
    await passTo(now + 25 * MINUTE);
    const job = preview.services.jobs.all().find(({ spec }) => spec.label === 'report');
    expect(job?.ttlSeconds).toBe(2400);
    expect(await fired('report')).toEqual([]);
  });

  test('a schedule that is none is refused', async () => {
    expect(await save('bad', { cron_schedule: '61 * * * *' })).toMatchObject({ status: 400 });
    expect(await save('bad', { cron_schedule: 'every day' })).toMatchObject({ status: 400 });
  });
});

test('cron times in a zone, over the change to summer time', () => {
  const after = Date.UTC(2026, 2, 28, 12) / 1000;
  expect(nextTime('30 3 * * *', after, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30) / 1000);
  expect(nextTime('0 0 1 * *', after, 'UTC')).toBe(Date.UTC(2026, 3, 1) / 1000);
});

test('skew moves regular schedules within their period, others within a minute', () => {
  const names = Array.from({ length: 200 }, (_, index) => `search ${index}`);
  const most = (cron: string, skew: string): number => Math.max(...names.map((name) => skewSeconds(name, cron, skew)));
  expect(most('0 * * * *', '100%')).toBeGreaterThan(3000);
  expect(most('0 * * * *', '10%')).toBeLessThan(360);
  expect(most('17 3 * * *', '100%')).toBeLessThan(60);
  expect(most('0 * * * *', '0')).toBe(0);
});
