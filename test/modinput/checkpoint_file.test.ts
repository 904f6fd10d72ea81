import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CheckpointType } from '../../src/modinput';
import { checkpointFile, checkpointStore, previousCheckpointFile } from '../../src/modinput/checkpoint_file';
import { createLog } from '../../src/modinput/log';

let folder = '';
let lines: string[] = [];
const log = createLog((line) => void lines.push(line.trim()));
const stanza = 'sample://a/b c';
const numberType: CheckpointType<number> = {
  version: 2,
  initial: () => 0,
  read: (stored, version) => (typeof stored !== 'number' ? undefined : version === 1 ? stored * 10 : stored),
};
const store = () => checkpointStore(folder, stanza, numberType, log);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoints '));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was saved is loaded, and there is a file before and after', async () => {
  expect(await store().load()).toBe(0);
  expect(await store().save(1)).toBe(true);
  expect(await store().save(2)).toBe(true);
  expect(await store().load()).toBe(2);
  expect(readdirSync(folder).length).toBe(2);
  expect(lines).toEqual([]);
});

test('another stanza has another file', async () => {
  await store().save(1);
  await checkpointStore(folder, 'sample://other', numberType, log).save(2);
  expect(await store().load()).toBe(1);
});

test('any damage to the last one gives the one before and a warning', async () => {
  await store().save(1);
  await store().save(2);
  const file = checkpointFile(folder, stanza);
  const good = readFileSync(file, 'utf8');
  await fc.assert(
    fc.asyncProperty(
      fc.nat(good.length - 1),
      fc.nat(40),
      fc.string({ maxLength: 3 }),
      async (at, removed, inserted) => {
        const bad = good.slice(0, at) + inserted + good.slice(at + removed + 1);
        writeFileSync(file, bad);
        const loaded = await store().load();
        // A change that leaves the same value behind the same checksum is no damage.
        expect([1, 2]).toContain(loaded);
        if (loaded === 1) expect(lines.at(-1)).toMatch(/^WARN WW0908 .*one before/);
      },
    ),
  );
});

test('a large value is written in parts and read back whole', async () => {
  const type = { version: 1, initial: () => ({}), read: (stored: unknown) => (isRecord(stored) ? stored : undefined) };
  const large = checkpointStore<Readonly<Record<string, unknown>>>(folder, 'large', type, log);
  const names = Array.from({ length: 5000 }, (_, at) => `C:\\log "${at}" 日本\n`);
  const value = Object.fromEntries(
    names.map((name, at) => [name, at % 3 === 0 ? undefined : { at, name: [name, null] }]),
  );
  await large.save({ ...value, 7: 'seven' });
  expect(await large.load()).toEqual(JSON.parse(JSON.stringify({ ...value, 7: 'seven' })));
  expect(lines).toEqual([]);
});

test('both damaged: from the start, as an error', async () => {
  await store().save(1);
  await store().save(2);
  writeFileSync(checkpointFile(folder, stanza), '');
  writeFileSync(previousCheckpointFile(checkpointFile(folder, stanza)), '{"x":1}');
  expect(await store().load()).toBe(0);
  expect(lines[0]).toMatch(/^ERROR WW0908 .*reading starts anew/);
});

test('an older version is read by its type', async () => {
  await checkpointStore(folder, stanza, { ...numberType, version: 1 }, log).save(4);
  expect(await store().load()).toBe(40);
});

test('a folder is made with those above it, by several at once', async () => {
  const deep = join(folder, 'a', 'b', 'c');
  const saved = await Promise.all(
    [1, 2, 3].map((value) => checkpointStore(deep, `s${value}`, numberType, log).save(value)),
  );
  expect(saved).toEqual([true, true, true]);
});

(existsSync('/proc/self') ? test : test.skip)(
  'a folder that the system never lets be made is an error, not a wait without end',
  async () => {
    expect(await checkpointStore('/proc/nowhere/a', stanza, numberType, log).save(1)).toBe(false);
  },
);

test('a folder that cannot be written is one error until it can, and then said to be well', async () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  const failing = checkpointStore(blocked, stanza, numberType, log);
  expect(await failing.save(1)).toBe(false);
  expect(await failing.save(2)).toBe(false);
  expect(lines.length).toBe(1);
  expect(lines[0]).toMatch(/^ERROR WW0907 .*can't be saved/);
  rmSync(blocked);
  expect(await failing.save(3)).toBe(true);
  expect(lines.at(-1)).toMatch(/^INFO .*saved again/);
  expect(await failing.load()).toBe(3);
});

test('nothing half written stays behind', async () => {
  await store().save(1);
  await store().save(1);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(existsSync(checkpointFile(folder, stanza))).toBe(true);
});

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

test('what a process was writing when it was killed is removed at the next start, and nothing else', async () => {
  await store().save(1);
  const file = checkpointFile(folder, stanza);
  const other = `${checkpointFile(folder, 'sample://other')}.77.tmp`;
  for (const name of [`${file}.77.tmp`, other]) writeFileSync(name, '{"stanza"');
  expect(await store().load()).toBe(1);
  expect(
    readdirSync(folder)
      .map((name) => join(folder, name))
      .sort(),
  ).toEqual([file, other].sort());
});
