import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readEventStream } from '../../src/modinput/xml/event_stream_reader';
import { streamingXml, validationXml } from '../../src/modinput/xml/configuration_xml';
import { canMount } from '../support/cli_process';
import { chunkOf, evtxFile, sysmonRecord } from '../winlog/support/evtx_builder';
import { builtApp, oneStanza, startInput, type RunningInput } from './built_input';
import { lineNumber, sysmonLines } from './sysmon_lines';

/** The inputs as separate programs behind their launcher, as splunkd starts them. */

const root = resolve(__dirname, '..', '..');
let app = '';
let folder = '';

beforeAll(async () => {
  app = await builtApp('process_log', join(root, 'src/inputs/process_log/main.ts'));
});
afterAll(() => rmSync(dirname(app), { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run '));
  mkdirSync(join(folder, 'logs'));
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

const logs = (): string => join(folder, 'logs');
const checkpoints = (): string => join(folder, 'checkpoints');
const configuration = (settings: Readonly<Record<string, string>> = {}): string =>
  oneStanza('process_log://x', checkpoints(), { paths: logs(), ...settings });

/** The lines behind the whole events of an output that may be cut. */
function linesIn(stdout: string): readonly number[] {
  const end = stdout.lastIndexOf('</event>');
  if (end === -1) return [];
  return readEventStream(`${stdout.slice(0, end)}</event></stream>`).map(({ data }) => lineNumber(data));
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('the words that splunkd uses', () => {
  test("--scheme, under dash too, in a folder with a space, with splunkd's own environment", async () => {
    for (const shell of ['/bin/sh', ...(existsSync('/usr/bin/dash') ? ['/usr/bin/dash'] : [])]) {
      const run = startInput(app, 'process_log', { words: ['--scheme'], shell });
      expect(await run.ended).toBe(0);
      expect(run.stdout()).toMatch(/^<scheme>[^]*<arg name="paths">[^]*<\/scheme>\n$/);
    }
  });

  test('--validate-arguments: 0, or an error that a person reads', async () => {
    const items = (paths: string): string =>
      validationXml({
        serverHost: 'h',
        serverUri: 'https://127.0.0.1:8089',
        sessionKey: 'k',
        checkpointFolder: checkpoints(),
        stanzas: { x: { paths } },
      });
    const good = startInput(app, 'process_log', { words: ['--validate-arguments'], stdin: items(logs()) });
    expect([await good.ended, good.stdout()]).toEqual([0, '']);
    const bad = startInput(app, 'process_log', {
      words: ['--validate-arguments'],
      stdin: items(join(folder, 'gone & lost')),
    });
    expect(await bad.ended).toBe(1);
    expect(bad.stdout()).toMatch(/^<error><message>.*gone &amp; lost.*<\/message><\/error>\n$/);
  });

  test('an unknown word, and no configuration: one line each, exit code 1', async () => {
    const word = startInput(app, 'process_log', { words: ['--sceme'] });
    expect(await word.ended).toBe(1);
    expect(word.stderr()).toMatch(/^ERROR WW0906 [^\n]*\n$/);
    const empty = startInput(app, 'process_log', { stdin: '<input>' });
    empty.child.stdin?.end();
    expect(await empty.ended).toBe(1);
    expect(empty.stderr()).toMatch(/^ERROR WW0905 [^\n]*\n$/);
  });
});

describe('the launcher', () => {
  test('without a Node: one FATAL line with three ways out', () => {
    const { status, stderr } = spawnSync('/bin/sh', [join(app, 'bin', 'process_log.sh')], {
      env: { PATH: '/nowhere' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^FATAL process_log: [^\n]*\(1\)[^\n]*\(2\)[^\n]*\(3\)[^\n]*\n$/);
  });

  test('looks inside the app, then in WEBSHELL_WATCH_NODE, then on PATH, then in SPLUNK_HOME', () => {
    const fake = (name: string): string => {
      const bin = join(folder, name, 'bin');
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, 'node'), `#!/bin/sh\necho ${name} "$LD_LIBRARY_PATH" "$NODE_OPTIONS" "$@"\n`, {
        mode: 0o755,
      });
      return join(bin, 'node');
    };
    const environment = {
      WEBSHELL_WATCH_NODE: fake('set'),
      PATH: `${dirname(fake('path'))}:/usr/bin:/bin`,
      SPLUNK_HOME: join(folder, 'splunk'),
      LD_LIBRARY_PATH: 'x',
      NODE_OPTIONS: 'y',
    };
    fake('splunk');
    const used = (env: NodeJS.ProcessEnv): string =>
      spawnSync('/bin/sh', [join(app, 'bin', 'process_log.sh'), '--scheme', 'a b'], {
        env,
        encoding: 'utf8',
      }).stdout.trim();
    const words = `${join(app, 'bin', 'process_log.cjs')} --scheme a b`;
    expect(used(environment)).toBe(`set   ${words}`);
    expect(used({ ...environment, WEBSHELL_WATCH_NODE: join(folder, 'gone') })).toBe(`path   ${words}`);
    const tools = join(folder, 'tools');
    mkdirSync(tools);
    symlinkSync(
      spawnSync('/bin/sh', ['-c', 'command -v uname'], { encoding: 'utf8' }).stdout.trim(),
      join(tools, 'uname'),
    );
    expect(used({ ...environment, WEBSHELL_WATCH_NODE: '', PATH: tools })).toBe(`splunk   ${words}`);
  });

  test('is the same for every input, and executable', () => {
    const first = readFileSync(join(root, 'app/bin/process_log.sh'), 'utf8');
    expect(readFileSync(join(root, 'app/bin/canary.sh'), 'utf8')).toBe(first);
    expect(readFileSync(join(root, 'app/bin/canary.cmd'), 'utf8')).toBe(
      readFileSync(join(root, 'app/bin/process_log.cmd'), 'utf8'),
    );
    expect(spawnSync('test', ['-x', join(root, 'app/bin/canary.sh')]).status).toBe(0);
  });
});

// An input that follows its files runs for ever unless it is stopped: then these tests would not come to their end.
describe('stopping', () => {
  const following = (): RunningInput =>
    startInput(app, 'process_log', { stdin: configuration({ follow: '1', poll_interval: '0.05' }) });
  const some = (stdout: string): boolean => linesIn(stdout).length >= 20;

  test.each(['SIGTERM', 'SIGINT'] as const)('%s: soon, the stream closed, the checkpoint saved', async (signal) => {
    writeFileSync(join(logs(), 'a.json'), sysmonLines(0, 20));
    const run = following();
    await run.shows(some);
    run.child.kill(signal);
    expect(await run.ended).toBe(0);
    expect(run.stdout()).toMatch(/<\/stream>\n$/);
    const again = startInput(app, 'process_log', { stdin: configuration() });
    expect(await again.ended).toBe(0);
    expect(linesIn(again.stdout())).toEqual([]);
  });

  test('a reader that rests: soon all the same, and what it did not take comes again', async () => {
    writeFileSync(join(logs(), 'a.json'), sysmonLines(0, 4000));
    const run = following();
    await run.shows(some);
    run.child.stdout?.pause();
    run.child.kill('SIGTERM');
    await new Promise((done) => run.child.once('exit', done));
    run.child.stdout?.resume();
    expect(await run.ended).toBe(0);
    const again = startInput(app, 'process_log', { stdin: configuration() });
    expect(await again.ended).toBe(0);
    expect([...new Set([...linesIn(run.stdout()), ...linesIn(again.stdout())])].sort((a, b) => a - b)).toEqual(
      range(0, 4000),
    );
  });

  test('many stanzas that all wait for it: no word of Node on stderr', async () => {
    writeFileSync(join(logs(), 'a.json'), sysmonLines(0, 2));
    const settings = { paths: logs(), follow: '1', poll_interval: '0.05' };
    const names = range(0, 20).map((at) => `process_log://n${at}`);
    const run = startInput(app, 'process_log', {
      stdin: streamingXml({
        serverHost: 'h',
        serverUri: '',
        sessionKey: '',
        checkpointFolder: checkpoints(),
        stanzas: Object.fromEntries(names.map((name) => [name, settings])),
      }),
    });
    await run.shows((stdout) => linesIn(stdout).length === 40);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    const said = run.stderr().trimEnd().split('\n');
    expect(said.filter((line) => !line.startsWith('INFO '))).toEqual([]);
  });

  test('a reader that is gone', async () => {
    const run = following();
    await run.shows((stdout) => stdout.includes('<stream>'));
    run.child.stdout?.destroy();
    writeFileSync(join(logs(), 'a.json'), sysmonLines(0, 20));
    expect(await run.ended).toBe(0);
    expect(run.stderr()).not.toMatch(/at .*\(/);
  });

  (existsSync('/proc/self/cmdline') ? test : test.skip)('a parent that is gone', async () => {
    writeFileSync(join(folder, 'configuration.xml'), configuration({ follow: '1' }));
    const output = join(folder, 'pid');
    // A shell in between starts the launcher, tells its number and is killed.
    const script = '"$1" < "$2" > /dev/null 2>&1 & echo $! > "$3"; wait';
    const parent = spawn(
      '/bin/sh',
      ['-c', script, 'sh', join(app, 'bin', 'process_log.sh'), join(folder, 'configuration.xml'), output],
      {
        env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
        stdio: 'ignore',
      },
    );
    const pid = await eventually(() => existsSync(output) && readFileSync(output, 'utf8').trim());
    await eventually(() => isRunningNode(Number(pid)));
    parent.kill('SIGKILL');
    await eventually(() => !isRunningNode(Number(pid)));
  });
});

/** A process that is over but not yet waited for has no command line any more. */
function isRunningNode(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8').includes('process_log.cjs');
}

async function eventually<T>(look: () => T | false): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== false && seen !== '') return seen;
    await new Promise((done) => setTimeout(done, 20));
  }
}

test('a checkpoint folder that cannot be made: one ERROR, every event', async () => {
  writeFileSync(checkpoints(), 'a file where the folder should be');
  writeFileSync(join(logs(), 'a.json'), sysmonLines(0, 2000));
  const run = startInput(app, 'process_log', { stdin: configuration() });
  expect(await run.ended).toBe(0);
  expect(linesIn(run.stdout()).length).toBe(2000);
  expect(run.stderr().match(/^ERROR/gm)).toEqual(['ERROR']);
  expect(run.stderr()).toContain('WW0907');
});

(canMount ? test : test.skip)(
  'a full disk or a read-only one under the checkpoints: one ERROR, every event; with room again nothing is lost',
  () => {
    mkdirSync(checkpoints());
    writeFileSync(join(folder, 'configuration.xml'), configuration());
    for (const [name, from, to] of [
      ['first', 0, 20],
      ['second', 20, 40],
      ['third', 40, 60],
      ['fourth', 60, 80],
    ] as const)
      writeFileSync(join(folder, name), sysmonLines(from, to));
    const script = `set -e
    mount -t tmpfs -o size=64k disk checkpoints
    run() { "$RUN" < configuration.xml > "$1.out" 2> "$1.err"; }
    add() { cat "$1" >> logs/a.json; touch -d "@$2" logs/a.json; }
    add first 1000; run room
    cat /dev/zero > checkpoints/filler 2> /dev/null || true
    add second 2000; run full; run still
    rm checkpoints/filler
    add third 3000; run again; run done
    mount -o remount,ro checkpoints
    add fourth 4000; run locked`;
    const env = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin:/usr/sbin:/sbin`,
      RUN: join(app, 'bin', 'process_log.sh'),
    };
    const { status, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    const read = (name: string): readonly number[] => linesIn(readFileSync(join(folder, `${name}.out`), 'utf8'));
    const errors = (name: string): readonly string[] =>
      readFileSync(join(folder, `${name}.err`), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('ERROR'));
    const range = (from: number, to: number): readonly number[] =>
      Array.from({ length: to - from }, (_, at) => from + at);
    expect(['room', 'full', 'still', 'again', 'done', 'locked'].map(read)).toEqual([
      range(0, 20),
      range(20, 40),
      range(20, 40),
      range(20, 60),
      [],
      range(60, 80),
    ]);
    for (const name of ['full', 'still'])
      expect(errors(name)).toEqual([expect.stringMatching(/WW0907 .*no space left/)]);
    expect(errors('locked')).toEqual([expect.stringMatching(/WW0907 .*read-only file system/)]);
    for (const name of ['room', 'again', 'done']) expect(errors(name)).toEqual([]);
  },
);

// A longer count for the day when it matters: WEBSHELL_WATCH_KILLS=200 npx jest test/inputs/launched
const KILLS = Number(process.env.WEBSHELL_WATCH_KILLS ?? 6);
const BATCH_BYTES = 128 * 1024;

test(`${KILLS} kills at random moments: nothing lost, at most one batch twice each time`, async () => {
  const file = join(logs(), 'a.json');
  let written = 3000;
  writeFileSync(file, sysmonLines(0, written));
  const seen = new Map<number, number>();
  const batch = { events: 0 };
  for (let kill = 0; kill <= KILLS; kill++) {
    const last = kill === KILLS;
    const run = startInput(app, 'process_log', {
      stdin: configuration({ follow: last ? '0' : '1', poll_interval: '0.05' }),
    });
    // Half of the kills come while reading, half while following.
    const moment = Math.random() * 400;
    appendFileSync(file, sysmonLines(written, (written += 200)));
    if (!last) setTimeout(() => run.child.kill('SIGKILL'), 100 + moment);
    await run.ended;
    const lines = linesIn(run.stdout());
    const twice = lines.filter((line) => seen.has(line)).length;
    batch.events = Math.ceil(BATCH_BYTES / 1000) + 1;
    expect(twice).toBeLessThanOrEqual(batch.events);
    for (const line of lines) seen.set(line, (seen.get(line) ?? 0) + 1);
  }
  const lost = Array.from({ length: written }, (_, line) => line).filter((line) => !seen.has(line));
  expect(lost).toEqual([]);
}, 600_000);

test('an evtx log that went round, its reader killed again and again: nothing lost, at most one batch twice each time', async () => {
  const perChunk = 50;
  const chunk = (number: number): Buffer =>
    chunkOf(
      Array.from({ length: perChunk }, (_, at) => {
        const id = number * perChunk + at;
        return sysmonRecord(id, 'C:\\a.exe', `a /n ${id}`);
      }),
    );
  const order = [...range(30, 40), ...range(0, 30)];
  writeFileSync(join(logs(), 'a.evtx'), evtxFile(order.map(chunk)));
  utimesSync(join(logs(), 'a.evtx'), 1000, 1000);
  const times = new Map<number, number>();
  for (let kill = 0; kill <= KILLS; kill++) {
    const run = startInput(app, 'process_log', { stdin: configuration() });
    const enough = Math.floor(Math.random() * 400_000);
    if (kill < KILLS) run.child.stdout?.on('data', () => run.stdout().length > enough && run.child.kill('SIGKILL'));
    await run.ended;
    const lines = linesIn(run.stdout());
    expect(lines.filter((line) => times.has(line)).length).toBeLessThanOrEqual(Math.ceil(BATCH_BYTES / 700));
    for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  }
  expect([...times.keys()].sort((a, b) => a - b)).toEqual(range(0, 40 * perChunk));
}, 600_000);
