import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { runSearch } from '../../engine/run_search';
import { openEventStore, type EventStore } from '../../engine/store/event_store';
import { createTableSql } from '../../engine/store/columns';
import type { SearchEnvironment, StoredEvent } from '../../engine/types';
import { appEnvironment } from '../search/app_environment';
import { generateSql, handWritten, searches, type BenchSearch } from './engine_queries';
import { median, type Benchmark, type BenchFigure } from './figure';

const POINTS = [500_000, 1_500_000, 5_000_000] as const;
const REPEATS = 5;
const INGESTED = 300_000;
const BATCH = 5000;
/** Batches that are made at a time. */
const BATCHES = 6;

/** Our rules and the sightings search over generated events, beside hand-written SQL on the same database. */
export const engineBenchmark: Benchmark = {
  name: 'engine',
  about: 'our two rules and the sightings search over 0.5, 1.5 and 5 million generated events, beside hand-written SQL',
  run: benchEngine,
};

/** The figures: ingest, each search at each point beside SQL, growth, memory. */
export async function benchEngine(): Promise<readonly BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-bench-'));
  const memory = new MemoryWatch();
  try {
    const figures = [...(await ingest(join(folder, 'ingest.duckdb')))];
    const all = appSearches();
    const times = new Map<string, number[]>();
    for (const events of POINTS) {
      const measured = await atPoint(join(folder, `${events}.duckdb`), events, all);
      for (const { figures: some, name, ms } of measured) {
        figures.push(...some);
        times.set(name, [...(times.get(name) ?? []), ms]);
      }
    }
    return [...figures, ...[...times].map(growth), memory.figure()];
  } finally {
    memory.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function appSearches(): readonly BenchSearch[] {
  const app = appEnvironment(process.cwd(), () => undefined);
  return searches.flatMap((one) => {
    const text = app.savedSearch(one.savedSearch);
    return text === undefined ? [] : [{ ...one, text }];
  });
}

/**
 * Appends in the batches in which an input hands them over, the next while one is stored; making the events is not part
 * of the time, closing is.
 */
async function ingest(path: string): Promise<readonly BenchFigure[]> {
  const store = await openEventStore(path);
  const total = { wall: 0, cpu: 0 };
  const measure = async (work: () => Promise<void>): Promise<void> => {
    const { wall, cpu } = await timed(work);
    total.wall += wall;
    total.cpu += cpu;
  };
  for (let at = 0; at < INGESTED; at += BATCHES * BATCH) {
    const batches = Array.from({ length: BATCHES }, (_, i) => batchFrom(at + i * BATCH));
    await measure(() => appendAll(store, batches));
  }
  await measure(() => store.close());
  const note = `${INGESTED} process creations, raw text of 1 kB each, until the file is closed`;
  return [
    { name: 'ingest', value: INGESTED / (total.wall / 1000), unit: 'events/s', note },
    { name: 'ingest by processor time', value: INGESTED / (total.cpu / 1000), unit: 'events/s' },
  ];
}

function batchFrom(at: number): readonly StoredEvent[] {
  return Array.from({ length: BATCH }, (_, i) => ingestedEvent(at + i));
}

async function appendAll(store: EventStore, batches: readonly (readonly StoredEvent[])[]): Promise<void> {
  let before = Promise.resolve();
  for (const batch of batches) {
    const stored = store.append(batch);
    await before;
    before = stored;
  }
  await before;
}

function ingestedEvent(i: number): StoredEvent {
  const image = `C:\\Windows\\System32\\tool${i % 997}.exe`;
  const parent = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
  const fields = {
    Image: image,
    CommandLine: `${image} /run ${i}`,
    ParentImage: parent,
    User: `CORP\\user${i % 211}`,
    ProcessId: String(i),
  };
  return {
    time: 1_700_000_000 + i / 10,
    index: 'main',
    host: `web${i % 500}.corp.example`,
    source: 'bench.evtx',
    sourcetype: 'webshell_watch:process',
    raw: JSON.stringify({ ...fields, Description: 'x'.repeat(800) }),
    fields,
    cim: {
      dest: `web${i % 500}.corp.example`,
      user: `user${i % 211}`,
      action: 'allowed',
      vendor_product: 'Microsoft Sysmon',
      process: fields.CommandLine,
      process_name: `tool${i % 997}.exe`,
      process_path: image,
      process_exec: null,
      process_id: i,
      process_guid: `{00000000-0000-0000-0000-${String(i).padStart(12, '0')}}`,
      process_hash: null,
      process_integrity_level: 'high',
      process_current_directory: 'C:\\Windows\\System32\\inetsrv\\',
      original_file_name: 'tool.exe',
      parent_process: `${parent} -ap DefaultAppPool`,
      parent_process_name: 'w3wp.exe',
      parent_process_path: parent,
      parent_process_exec: null,
      parent_process_id: 4711,
      parent_process_guid: null,
      user_id: null,
      parent_user: 'unknown',
      os: null,
    },
  };
}

interface Measured {
  readonly name: string;
  readonly ms: number;
  readonly figures: readonly BenchFigure[];
}

async function atPoint(path: string, events: number, all: readonly BenchSearch[]): Promise<readonly Measured[]> {
  await generate(path, events);
  const store = await openEventStore(path);
  const measured: Measured[] = [];
  try {
    for (const search of all) measured.push(await compared(store, search, events));
  } finally {
    await store.close();
    if (existsSync(path)) rmSync(path);
  }
  return measured;
}

async function generate(path: string, events: number): Promise<void> {
  const instance = await DuckDBInstance.create(path, { memory_limit: '1000MB', threads: '2' });
  const connection = await instance.connect();
  await connection.run(createTableSql());
  await connection.run(generateSql(events));
  connection.closeSync();
  instance.closeSync();
}

/** Both in turn, so that neither has the machine to itself; the rows are counted, and must be as many. */
async function compared(store: EventStore, search: BenchSearch, events: number): Promise<Measured> {
  const ours: Timed[] = [];
  const theirs: Timed[] = [];
  const environment = appEnvironment(process.cwd(), () => undefined);
  let rows = 0;
  for (let i = 0; i < REPEATS; i++) {
    const sql = await timed(() => bySql(store, handWritten[search.name]));
    const our = await timed(() => bySearch(store, search, environment));
    if (sql.result !== our.result) throw new Error(`${search.name}: ${our.result} rows, but SQL gives ${sql.result}`);
    theirs.push(sql);
    ours.push(our);
    rows = our.result;
  }
  const name = `${search.name}, ${events / 1e6} million events`;
  const figure = (what: 'wall' | 'cpu', suffix: string): BenchFigure => ({
    name: `${name}${suffix}`,
    value: median(ours.map((one) => one[what])),
    unit: 'ms',
    peer: { name: 'hand-written SQL', value: median(theirs.map((one) => one[what])) },
    note: `${rows} rows`,
  });
  const wall = figure('wall', '');
  return { name: search.name, ms: wall.value, figures: [wall, figure('cpu', ', processor time')] };
}

interface Timed<T = number> {
  readonly result: T;
  /** Milliseconds on the clock. */
  readonly wall: number;
  /** Milliseconds of all cores, in the program and in the system: other programs on the machine change it little. */
  readonly cpu: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, wall: performance.now() - started, cpu: (user + system) / 1000 };
}

async function bySql(store: EventStore, sql: string): Promise<number> {
  let rows = 0;
  for await (const batch of store.query({ sql, parameters: [] }, new AbortController().signal)) rows += batch.length;
  return rows;
}

async function bySearch(store: EventStore, { text }: BenchSearch, environment: SearchEnvironment): Promise<number> {
  const request = { text, timeZone: 'UTC', now: 1_710_000_000, signal: new AbortController().signal };
  return (await runSearch(store, environment, request)).rows.length;
}

/** How the time grows when the events become ten times as many: 1 is in step with them. */
function growth([name, [first = NaN, , last = NaN]]: readonly [string, readonly number[]]): BenchFigure {
  const factor = POINTS[2] / POINTS[0];
  return { name: `${name}, growth from 0.5 to 5 million`, value: last / first / factor, unit: '× linear' };
}

/** The most memory that the process held. */
class MemoryWatch {
  private most = 0;
  private readonly timer = setInterval(() => this.look(), 50);

  stop(): void {
    clearInterval(this.timer);
  }

  figure(): BenchFigure {
    this.look();
    return { name: 'memory at most', value: this.most / 1e6, unit: 'MB', note: 'whole process, the database included' };
  }

  private look(): void {
    this.most = Math.max(this.most, process.memoryUsage.rss());
  }
}
