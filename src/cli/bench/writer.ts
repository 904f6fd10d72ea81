import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { median, type Benchmark, type BenchFigure } from './figure';
import { DISTINCT_EVENTS, EVENT_START, EVENTS } from './writer_events';

const RUNS = 3;
const PEER_EVENTS = 60_000;

/** Events of 1.1 KB to a pipe, beside the writers of Splunk's Python libraries, each as a program of its own. */
export const writerBenchmark: Benchmark = {
  name: 'writer',
  about: 'modular-input events of 1.1 KB to a pipe',
  run: measured,
};

async function measured(): Promise<readonly BenchFigure[]> {
  const python = pythonWithPeers();
  const [own, slow] = [await medianOf(() => ownRate([])), await ownRate(['slow'])];
  const peers = python === undefined ? [] : await peerRates(python);
  const figures = peers.map(({ name, value }) => ({
    name: 'events written',
    value: own.rate,
    unit: 'events/s',
    peer: { name, value },
  }));
  const alone: BenchFigure = {
    name: 'events written',
    value: own.rate,
    unit: 'events/s',
    note: 'no peer: pip could not install splunk-sdk and solnlib',
  };
  return [
    ...(figures.length === 0 ? [alone] : figures),
    {
      name: 'most memory while the reader rests for 10 s',
      value: slow.megabytes,
      unit: 'MB',
      note: `${slow.lost} events lost`,
    },
  ];
}

interface OwnRun {
  readonly rate: number;
  readonly megabytes: number;
  readonly lost: number;
}

async function medianOf(run: () => Promise<OwnRun>): Promise<OwnRun> {
  const runs: OwnRun[] = [];
  for (let count = 0; count < RUNS; count++) runs.push(await run());
  const rate = median(runs.map((one) => one.rate));
  return runs.find((one) => one.rate === rate) ?? { rate, megabytes: NaN, lost: NaN };
}

/** Starts the writing side; with `slow` the reader rests for ten seconds in the middle. */
async function ownRate(words: readonly string[]): Promise<OwnRun> {
  const child = spawn(process.execPath, [join(dirname(process.argv[1] ?? ''), 'bench-writing-side.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let report = '';
  let seen = 0;
  let rested = words.length === 0;
  child.stderr.on('data', (chunk: Buffer) => void (report += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    seen += countEvents(chunk);
    if (rested || seen < 1000) return;
    rested = true;
    child.stdout.pause();
    setTimeout(() => child.stdout.resume(), 10_000);
  });
  await new Promise((done) => child.on('close', done));
  const [rate = NaN, megabytes = NaN] = report.trim().split(' ').map(Number);
  return { rate, megabytes, lost: EVENTS - seen };
}

/** Ends of events in a chunk; the mark is one byte, so that a chunk's border can't hide it. */
function countEvents(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  // The stream's own opening and closing lines are no events.
  return count - (chunk.includes('<stream>') ? 1 : 0) - (chunk.includes('</stream>') ? 1 : 0);
}

const setup = `
import sys, time
n = ${PEER_EVENTS}
data = ${JSON.stringify(EVENT_START)} + ',"n":%d}'
fields = dict(source='/var/log/x', sourcetype='bench', host='h', stanza='bench://x', unbroken=True, done=True)
`;

const peerPrograms: Readonly<Record<string, string>> = {
  'splunk-sdk EventWriter': `${setup}
from splunklib.modularinput import Event, EventWriter
events = [Event(data=data % i, time='%.3f' % (1700000000 + i / 8), **fields) for i in range(${DISTINCT_EVENTS})]
writer = EventWriter()
start = time.time()
for _ in range(n // ${DISTINCT_EVENTS}):
    for event in events: writer.write_event(event)
writer.close()
sys.stderr.write(str(n / (time.time() - start)))
`,
  'solnlib ClassicEventWriter': `${setup}
from solnlib.modular_input import ClassicEventWriter
writer = ClassicEventWriter()
events = [writer.create_event(data=data % i, time=1700000000 + i / 8, **fields) for i in range(${DISTINCT_EVENTS})]
start = time.time()
for _ in range(n // ${DISTINCT_EVENTS}): writer.write_events(events)
sys.stderr.write(str(n / (time.time() - start)))
`,
};

/** One after the other: side by side they would slow each other down. */
async function peerRates(python: string): Promise<readonly { readonly name: string; readonly value: number }[]> {
  const peers: { name: string; value: number }[] = [];
  for (const [name, program] of Object.entries(peerPrograms)) {
    const rates: number[] = [];
    for (let count = 0; count < RUNS; count++) rates.push(await pipedRate(python, program));
    peers.push({ name, value: median(rates) });
  }
  return peers;
}

async function pipedRate(python: string, program: string): Promise<number> {
  const child = spawn(python, ['-c', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let report = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk: Buffer) => void (report += chunk.toString()));
  await new Promise((done) => child.on('close', done));
  return Number(report.trim().split('\n').at(-1));
}

/** A Python of its own with the peers, made once below node_modules/.cache; undefined where pip can't. */
function pythonWithPeers(): string | undefined {
  const folder = join('node_modules', '.cache', 'writer-peers');
  const python = resolve(folder, 'bin', 'python');
  const has = (): boolean =>
    existsSync(python) && spawnSync(python, ['-c', 'import splunklib, solnlib.modular_input']).status === 0;
  if (has()) return python;
  spawnSync('python3', ['-m', 'venv', folder]);
  spawnSync(python, ['-m', 'pip', 'install', '-q', 'splunk-sdk==2.1.1', 'solnlib==8.2.0', 'urllib3', 'requests']);
  return has() ? python : undefined;
}
