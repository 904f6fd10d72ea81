import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfFolder } from '../../src/preview/conf_layers/conf_folder';
import { AppendLog } from '../../src/preview/durable/append_log';
import { Collection } from '../../src/preview/kv/collection';
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
  expect(log.read()).toEqual(['{"a":1}']);
  await log.append('{"a":3}');
  await log.close();
  expect(new AppendLog(path).read()).toEqual(['{"a":1}', '{"a":3}']);
});
