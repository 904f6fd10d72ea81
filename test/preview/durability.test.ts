import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfFolder } from '../../src/preview/conf_layers/conf_folder';
import { AppendLog } from '../../src/preview/durable/append_log';
import { ListenError } from '../../src/preview/http/listen';
import { Collection } from '../../src/preview/kv/collection';
import { testPreview } from './support/preview';
import { temporaryFolder } from './support/small_app';

const KILLS = Number(process.env.WEBSHELL_WATCH_KILLS ?? 8);

/** Runs the writer until it has acknowledged so many writes, kills it, and gives what it said. */
function killedAfter(folder: string, round: number, lines: number): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['-r', join(__dirname, 'support/run_ts.cjs'), join(__dirname, 'support/writer.ts'), folder, String(round)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', () => resolve(said.split('\n').slice(0, -1))));
}

test(
  `kill -9 while records and settings are written, ${KILLS} times: nothing acknowledged is lost, nothing is half written`,
  async () => {
    const folder = temporaryFolder();
    const keys = new Set<string>();
    for (let round = 0; round < KILLS; round++) {
      const last = new Map<string, string>();
      for (const line of await killedAfter(folder, round, 20 + (round % 8) * 37)) {
        const record = /^record (.*)$/.exec(line)?.[1];
        if (record !== undefined) keys.add(record);
        const [, name, value] = /^setting (m\d+) (.*)$/.exec(line) ?? [];
        if (name !== undefined && value !== undefined) last.set(name, value);
      }
      const collection = new Collection(join(folder, 'records.jsonl'));
      for (const key of keys)
        expect([key, collection.find(`${key}-a`), collection.find(`${key}-b`)]).not.toContain(undefined);
      for (const document of collection.all())
        expect(
          collection.find(
            JSON.stringify(document._key)
              .slice(1, -1)
              .replace(/-[ab]$/, '-b'),
          ),
        ).toBeDefined();
      const conf = new ConfFolder(join(folder, 'local'));
      expect(conf.file('macros').diagnostics).toEqual([]);
      for (const [name, value] of last) {
        const stanza = conf.stanza('macros', name);
        expect(stanza?.get('twin')).toBe(stanza?.get('definition'));
        const number = (text: string | undefined): number => Number(/(\d+)$/.exec(text ?? '')?.[1]);
        expect(number(stanza?.get('definition'))).toBeGreaterThanOrEqual(number(value));
      }
      await collection.close();
    }
    expect(keys.size).toBeGreaterThan(KILLS * 10);
    expect(readdirSync(folder).sort()).toEqual(['local', 'records.jsonl']);
  },
  300_000 + KILLS * 8_000,
);

test('a line that a crash cut off is dropped, and the next one is not glued to it', async () => {
  const path = join(temporaryFolder(), 'log');
  writeFileSync(path, '{"a":1}\n');
  appendFileSync(path, '{"a":2');
  const log = new AppendLog(path);
  expect(log.read()).toEqual([{ a: 1 }]);
  await log.append('{"a":3}');
  await log.close();
  expect(new AppendLog(path).read()).toEqual([{ a: 1 }, { a: 3 }]);
});

test('a data folder belongs to one preview at a time, be its events a sample or not, and to nobody else', async () => {
  const dataFolder = join(temporaryFolder(), 'state');
  const first = await testPreview({ dataFolder });
  if (process.platform !== 'win32') expect(statSync(dataFolder).mode & 0o077).toBe(0);
  if (process.platform !== 'darwin')
    for (const isSample of [true, false]) {
      const second = testPreview({ dataFolder, isSample, password: 'another one' });
      await expect(second).rejects.toMatchObject({ diagnostic: { code: 'WW1104', file: dataFolder } });
      await expect(second).rejects.toBeInstanceOf(ListenError);
    }
  const still = await first.call('GET', '/services/server/info');
  await first.close();
  expect(still.status).toBe(200);
  await (await testPreview({ dataFolder })).close();
  await expect(testPreview({ dataFolder, appFolder: temporaryFolder() })).rejects.toBeInstanceOf(ListenError);
  await expect(
    testPreview({ dataFolder, openEngine: () => Promise.reject(new Error('no engine')) }),
  ).rejects.toBeInstanceOf(ListenError);
  await (await testPreview({ dataFolder })).close();
});

test('a damaged file is named, be it read at the start or with a request', async () => {
  const dataFolder = temporaryFolder();
  const records = join(dataFolder, 'kvstore', 'nobody', 'webshell_watch', 'seen.jsonl');
  const collection = new Collection(records);
  await collection.save([{ _key: 'a' }], 'nobody');
  await collection.close();
  appendFileSync(records, 'not what was written\n');
  const preview = await testPreview({ dataFolder });
  const answer = await preview.call('GET', '/servicesNS/nobody/webshell_watch/storage/collections/data/seen');
  await preview.close();
  expect([answer.status, answer.text]).toEqual([503, expect.stringContaining(`${records}, line 2, is damaged`)]);
  for (const file of ['passwd.json', 'secrets.json', 'tokens.json', 'alerts.jsonl']) {
    const path = join(dataFolder, file);
    writeFileSync(path, '[{"half\n');
    await expect(testPreview({ dataFolder })).rejects.toThrow(
      `${path}${file.endsWith('l') ? ', line 1,' : ''} is damaged`,
    );
    writeFileSync(path, file.endsWith('l') ? '' : '[]');
  }
  await (await testPreview({ dataFolder })).close();
});
