import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { logFolder, range, type LogFolder } from './log_folder';
import { sysmonLine, sysmonLines } from './sysmon_lines';

/** What happens to logs while they are followed: by each case every line is read once. */

const DAY = 24 * 3600 * 1000;
const NOW = Date.UTC(2026, 2, 1);

let logs: LogFolder;
beforeEach(() => (logs = logFolder()));
afterEach(() => logs.remove());

/** Writes a log whose last change is so many seconds before NOW; 0 is a log that is being written. */
function write(name: string, content: string | Buffer, age = 60): void {
  writeFileSync(logs.file(name), content);
  touch(name, age);
}

function touch(name: string, age: number): void {
  utimesSync(logs.file(name), NOW / 1000 - age, NOW / 1000 - age);
}

/** Packs a log as gzip does: a new file with the time of the old one, which is gone then. */
function pack(name: string): void {
  write(`${name}.gz`, gzipSync(readFileSync(logs.file(name))));
  rmSync(logs.file(name));
}

const read = async (now = NOW): Promise<readonly number[]> =>
  [...(await logs.start({}, { now })).lines].sort((a, b) => a - b);

test('a log that rests for weeks is not read again, one that comes back after weeks is', async () => {
  write('a.json', sysmonLines(0, 3));
  expect(await read()).toEqual([0, 1, 2]);
  for (const days of [5, 10, 15, 40]) expect(await read(NOW + days * DAY)).toEqual([]);
  renameSync(logs.file('a.json'), `${logs.path}.away`);
  expect(await read(NOW + 41 * DAY)).toEqual([]);
  expect(await read(NOW + 49 * DAY)).toEqual([]);
  renameSync(`${logs.path}.away`, logs.file('a.json'));
  expect(await read(NOW + 50 * DAY)).toEqual([0, 1, 2]);
});

test('a log that is packed when it rotates is not read again, and what came last is', async () => {
  write('a.json', sysmonLines(0, 20));
  expect(await read()).toEqual(range(0, 20));
  appendFileSync(logs.file('a.json'), sysmonLines(20, 23));
  pack('a.json');
  write('a.json', sysmonLines(100, 102));
  expect(await read()).toEqual([20, 21, 22, 100, 101]);
  expect(await read()).toEqual([]);
});

test('a row of rotated logs, packed from the second on, moves up by one', async () => {
  const all: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    write('a.json', sysmonLines(turn * 10, turn * 10 + 8));
    all.push(...(await read()));
    appendFileSync(logs.file('a.json'), sysmonLines(turn * 10 + 8, turn * 10 + 10));
    for (let number = turn; number > 1; number--)
      renameSync(logs.file(`a.json.${number}.gz`), logs.file(`a.json.${number + 1}.gz`));
    if (turn > 0) {
      renameSync(logs.file('a.json.1'), logs.file('a.json.2'));
      pack('a.json.2');
    }
    renameSync(logs.file('a.json'), logs.file('a.json.1'));
  }
  all.push(...(await read()));
  expect(all.sort((a, b) => a - b)).toEqual(range(0, 50));
});

test('a log that is just being packed is left alone until it is whole', async () => {
  write('a.json', sysmonLines(0, 200));
  expect((await read()).length).toBe(200);
  const packed = gzipSync(readFileSync(logs.file('a.json')));
  write('a.json.gz', packed.subarray(0, packed.length / 2), -10);
  expect(await read()).toEqual([]);
  pack('a.json');
  expect(await read()).toEqual([]);
});

test('copy and truncate while more is written: the copy has what was not read, the log goes on', async () => {
  write('a.json', sysmonLines(0, 20));
  await read();
  appendFileSync(logs.file('a.json'), sysmonLines(20, 25));
  copyFileSync(logs.file('a.json'), logs.file('a.json.1'));
  truncateSync(logs.file('a.json'));
  appendFileSync(logs.file('a.json'), sysmonLines(30, 32));
  expect(await read()).toEqual([...range(20, 25), 30, 31]);
});

test('a log replaced by one of the same size that begins alike is read anew', async () => {
  write('a.json', sysmonLines(10, 40));
  await read();
  write('a.json', sysmonLines(10, 25) + sysmonLines(50, 65), 30);
  expect(await read()).toEqual([...range(10, 25), ...range(50, 65)]);
});

test('two logs that change their names are told apart', async () => {
  write('a.json', sysmonLines(0, 5));
  write('b.json', sysmonLines(10, 15));
  await read();
  renameSync(logs.file('a.json'), logs.file('c'));
  renameSync(logs.file('b.json'), logs.file('a.json'));
  renameSync(logs.file('c'), logs.file('b.json'));
  for (const [name, line] of [
    ['a.json', 15],
    ['b.json', 5],
  ] as const) {
    appendFileSync(logs.file(name), sysmonLine(line));
    touch(name, 20);
  }
  expect(await read()).toEqual([5, 15]);
});

test('a growing log in UTF-16, cut anywhere while it is written', async () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sysmonLines(0, 12), 'utf16le')]);
  const seen: number[] = [];
  for (let end = 3; end < bytes.length; end += 1333) {
    write('a.json', bytes.subarray(0, end), 0);
    seen.push(...(await read()));
  }
  write('a.json', bytes);
  const { lines, logs: said } = await logs.start({}, { now: NOW });
  expect([...seen, ...lines]).toEqual(range(0, 12));
  expect(said.join('\n')).not.toMatch(/WARN/);
});

test('a share that is away for one look: nothing is read again, nor given to a copy elsewhere', async () => {
  mkdirSync(logs.file('share'));
  write('share/a.json', sysmonLines(0, 5));
  const settings = { paths: `${logs.file('share')};${logs.file('copies')}/*.json` };
  const look = async (): Promise<readonly number[]> => (await logs.start(settings, { now: NOW })).lines;
  expect(await look()).toEqual(range(0, 5));
  renameSync(logs.file('share'), logs.file('away'));
  mkdirSync(logs.file('copies'));
  copyFileSync(logs.file('away/a.json'), logs.file('copies/a.json'));
  touch('copies/a.json', 60);
  expect(await look()).toEqual(range(0, 5));
  renameSync(logs.file('away'), logs.file('share'));
  expect(await look()).toEqual([]);
});

test('a log that is removed while it is read is read to its end', async () => {
  write('a.json', sysmonLines(0, 3000));
  const onWrite = (): void => rmSync(logs.file('a.json'), { force: true });
  const { lines, exitCode } = await logs.start({}, { now: NOW, onWrite });
  expect([lines.length, exitCode]).toEqual([3000, 0]);
});

test('links: a loop ends, a link to nothing is no problem, a linked log is read', async () => {
  mkdirSync(logs.file('sub'));
  write('sub/a.json', sysmonLines(0, 2));
  symlinkSync(logs.path, logs.file('sub/up'));
  symlinkSync('itself', logs.file('itself'));
  symlinkSync('nowhere', logs.file('dangling'));
  symlinkSync(`${logs.path}.json`, logs.file('linked.json'));
  writeFileSync(`${logs.path}.json`, sysmonLine(7));
  utimesSync(`${logs.path}.json`, 1, 1);
  const { lines, logs: said } = await logs.start({}, { now: NOW });
  rmSync(`${logs.path}.json`);
  expect([...lines].sort()).toEqual([0, 1, 7]);
  expect(said.filter((line) => line.startsWith('WARN'))).toEqual([expect.stringMatching(/WW0920.*itself.*ELOOP/)]);
});

test("a log whose time is ahead of ours (a share's clock) may still be growing: no false alarm", async () => {
  write('a.json', `${sysmonLine(0)}${sysmonLine(1).slice(0, 80)}`, -30);
  const first = await logs.start({}, { now: NOW });
  appendFileSync(logs.file('a.json'), sysmonLine(1).slice(80));
  touch('a.json', -31);
  const second = await logs.start({}, { now: NOW + 1000 });
  expect([first.lines, second.lines]).toEqual([[0], [1]]);
  expect([...first.logs, ...second.logs].join('\n')).not.toMatch(/WARN/);
});

test('a clock that goes back loses nothing and repeats nothing', async () => {
  write('a.json', sysmonLines(0, 3));
  await read(NOW + 3600_000);
  expect(await read(NOW - 30 * DAY)).toEqual([]);
  appendFileSync(logs.file('a.json'), sysmonLine(3));
  expect(await read(NOW - 30 * DAY)).toEqual([3]);
  expect(await read(NOW)).toEqual([]);
});

test('many logs, all rotated at once, each goes on where it was', async () => {
  const count = 120;
  for (const at of range(0, count)) write(`${at}.json`, sysmonLines(at * 10, at * 10 + 3));
  expect((await read()).length).toBe(count * 3);
  for (const at of range(0, count)) {
    appendFileSync(logs.file(`${at}.json`), sysmonLine(at * 10 + 3));
    renameSync(logs.file(`${at}.json`), logs.file(`old-${count - at}.json`));
    write(`${at}.json`, sysmonLine(at * 10 + 9));
  }
  expect(await read()).toEqual(range(0, count).flatMap((at) => [at * 10 + 3, at * 10 + 9]));
});
