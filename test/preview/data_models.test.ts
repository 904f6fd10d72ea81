import { each, testPreview, valueAt, type Answer, type TestPreview } from './support/preview';

/** Data models as Splunk's SDK for JavaScript makes and reads them, and the searches of its pivots. */
describe('data models by REST', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview();
  });
  afterAll(() => preview.close());

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `/services/datamodel/${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);
  const json = (answer: Answer, key: string): unknown => JSON.parse(String(answer.at('entry', 0, 'content', key)));

  const field = { fieldName: 'user', type: 'string', displayName: 'user' };
  const description = JSON.stringify({
    displayName: 'Größen',
    objects: [
      { objectName: 'root', parentName: 'BaseEvent', fields: [field], constraints: [{ search: 'a=1' }] },
      { objectName: 'leaf', parentName: 'root', fields: [], constraints: [{ search: 'b=2' }] },
    ],
  });

  test('Endpoint is there, and stays', async () => {
    const model = json(await call('GET', 'model/Endpoint'), 'description');
    expect(valueAt(model, ['objectNameList'])).toEqual(['Processes']);
    expect(each(valueAt(model, ['objects', 0, 'fields']), 'fieldName')).toEqual(
      expect.arrayContaining(['_time', 'process_name', 'parent_process_name', 'Processes']),
    );
    expect(valueAt(json(await call('GET', 'model/Endpoint?concise=1'), 'description'), ['objects'])).toBeUndefined();
    expect((await call('DELETE', 'model/Endpoint')).status).toBe(403);
  });

  test('a model is made, with what its objects inherit, and removed', async () => {
    const made = await call('POST', 'model', { name: 'my model', description });
    expect([made.status, made.at('entry', 0, 'name')]).toEqual([201, 'my_model']);
    expect(made.at('entry', 0, 'content', 'displayName')).toBe('Größen');
    const leaf = valueAt(json(await call('GET', 'model/my_model'), 'description'), ['objects', 1]);
    expect(valueAt(leaf, ['lineage'])).toBe('root.leaf');
    expect(each(valueAt(leaf, ['fields']), 'fieldName')).toEqual([
      '_time',
      'host',
      'source',
      'sourcetype',
      'user',
      'leaf',
    ]);
    expect(valueAt(leaf, ['fields', 4, 'owner'])).toBe('root');
    expect(valueAt(leaf, ['constraints'])).toEqual([
      { search: 'a=1', owner: 'root' },
      { search: 'b=2', owner: 'root.leaf' },
    ]);
    expect((await call('POST', 'model', { name: 'my model', description })).status).toBe(409);
    expect(each((await call('GET', 'model')).at('entry'), 'name')).toEqual(['Endpoint', 'my_model']);
    expect((await call('DELETE', 'model/my_model')).status).toBe(200);
    expect((await call('GET', 'model/my_model')).status).toBe(404);
  });

  test('what is no model is refused', async () => {
    const orphan = JSON.stringify({ objects: [{ objectName: 'a', parentName: 'nobody' }] });
    const circle = JSON.stringify({
      objects: [
        { objectName: 'a', parentName: 'b' },
        { objectName: 'b', parentName: 'a' },
      ],
    });
    const twins = JSON.stringify({ objects: [{ objectName: 'a' }, { objectName: 'a' }] });
    for (const text of ['{', '[]', '{"objects":[{}]}', orphan, circle, twins])
      expect([text, (await call('POST', 'model', { name: 'bad', description: text })).status]).toEqual([text, 400]);
    expect((await call('GET', 'model/bad')).status).toBe(404);
  });

  test('acceleration is kept, and shown where it is on; provisional changes nothing', async () => {
    await call('POST', 'model', { name: 'fast', description });
    const acceleration = '{"enabled":true,"earliest_time":"-2mon","cron_schedule":"0 */12 * * *"}';
    await call('POST', 'model/fast', { acceleration, provisional: '1' });
    expect(json(await call('GET', 'model/fast'), 'acceleration')).toMatchObject({ enabled: false });
    await call('POST', 'model/fast', { acceleration });
    expect(json(await call('GET', 'model/fast'), 'acceleration')).toMatchObject({
      ...{ enabled: true, earliest_time: '-2mon', cron_schedule: '0 */12 * * *', max_time: 3600 },
    });
    expect(each((await call('GET', 'acceleration')).at('entry'), 'name')).toEqual(['fast']);
    expect((await call('GET', 'acceleration/Endpoint')).at('entry', 0, 'content', 'acceleration')).toBe(false);
  });

  const pivot = (spec: unknown): Promise<Answer> =>
    call('GET', `pivot/Endpoint?pivot_json=${encodeURIComponent(JSON.stringify(spec))}`);
  const part = (fieldName: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
    ...{ fieldName, owner: 'Processes', type: 'string', label: `The ${fieldName}` },
    ...more,
  });

  test('a pivot has its searches, and the one by tstats runs', async () => {
    const answer = await pivot({
      ...{ dataModel: 'Endpoint', baseClass: 'Processes', columns: [] },
      rows: [part('dest', { display: 'all' })],
      cells: [part('Processes', { type: 'objectCount', value: 'count' }), part('user', { value: 'dc' })],
      filters: [part('process', { rule: { comparator: 'contains', compareTo: 'a"b' } })],
    });
    const search = String(answer.at('entry', 0, 'content', 'tstats_search'));
    expect(search).toBe(
      '| tstats count AS "The Processes", dc(Processes.user) AS "The user" from datamodel=Endpoint.Processes' +
        ' where Processes.process="*a\\"b*" by Processes.dest | rename Processes.dest AS "The dest"',
    );
    expect(answer.at('entry', 0, 'content', 'pivot_search')).toBe(
      '| pivot Endpoint Processes count(Processes) AS "The Processes" dc(user) AS "The user"' +
        ' FILTER process contains "a\\"b" SPLITROW dest AS "The dest"',
    );
    const parsed = await preview.call('POST', '/services/search/v2/parser?output_mode=json', { q: search });
    expect(parsed.status).toBe(200);
    const dashed = '| tstats count from datamodel=my-model.root where root.user=a by root.user';
    expect((await preview.call('POST', '/services/search/v2/parser', { q: dashed })).status).toBe(200);
  });

  test('a pivot without anything to show is refused as splunkd words it', async () => {
    const answer = await pivot({ baseClass: 'Processes', rows: [], cells: [] });
    expect([answer.status, answer.at('messages', 0, 'text')]).toEqual([
      400,
      "In handler 'datamodelpivot': Error in 'PivotReport': Must have non-empty cells or non-empty rows.",
    ]);
    expect((await pivot({ baseClass: 'Nothing', rows: [part('dest')] })).status).toBe(400);
    expect((await call('GET', 'pivot/absent?pivot_json=%7B%7D')).status).toBe(404);
  });
});
