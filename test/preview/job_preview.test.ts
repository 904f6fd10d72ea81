import { oneRow, steeredEngine } from './support/job_parts';
import { testPreview } from './support/preview';

/** What a client sees of a search before it has ended. */

test('a running search shows its preview and how far it is; the end replaces it', async () => {
  const engine = steeredEngine();
  const preview = await testPreview({ openEngine: () => Promise.resolve(engine) });
  const json = (path: string) => preview.call('GET', `/services/search/v2/jobs/${path}output_mode=json`);
  try {
    await preview.call('POST', '/services/search/jobs', { search: '| tstats count', id: 'one' });
    const [asked] = engine.asked.filter(({ request }) => request.searchId === 'one');
    if (asked === undefined) throw new Error('the search did not start');
    expect((await json('one/results_preview?')).status).toBe(204);
    asked.request.onProgress?.(0.4);
    asked.request.onPreview?.({ ...oneRow, rows: [{ a: 'half' }], isPreview: true });
    const during = await json('one?');
    expect(during.at('entry', 0, 'content', 'doneProgress')).toBe(0.4);
    expect(during.at('entry', 0, 'content', 'resultPreviewCount')).toBe(1);
    expect(during.at('entry', 0, 'content', 'resultCount')).toBe(0);
    const shown = await json('one/results_preview?');
    expect([shown.at('preview'), shown.at('results')]).toEqual([true, [{ a: 'half' }]]);
    expect((await json('one/results?')).status).toBe(204);
    await asked.request.sink?.([{ a: '1' }, { a: '2' }]);
    asked.end({ ...oneRow, rows: [] });
    await preview.services.jobs.find('one')?.done;
    expect((await json('one?')).at('entry', 0, 'content', 'doneProgress')).toBe(1);
    const final = await json('one/results_preview?');
    expect([final.at('preview'), final.at('results')]).toEqual([false, [{ a: '1' }, { a: '2' }]]);
  } finally {
    await preview.close();
  }
});

test('a finalized search keeps what its preview showed', async () => {
  const engine = steeredEngine();
  const preview = await testPreview({ openEngine: () => Promise.resolve(engine) });
  try {
    await preview.call('POST', '/services/search/jobs', { search: '| tstats count', id: 'one' });
    engine.asked[0]?.request.onPreview?.({ ...oneRow, isPreview: true });
    await preview.call('POST', '/services/search/jobs/one/control', { action: 'finalize' });
    const kept = await preview.call('GET', '/services/search/v2/jobs/one/results?output_mode=json');
    expect([kept.at('preview'), kept.at('results')]).toEqual([false, [{ a: '1' }]]);
  } finally {
    await preview.close();
  }
});
