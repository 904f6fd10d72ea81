import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLogFile } from '../../winlog/read_log_file';
import { corpusFolder } from './corpus';
import { median, type Benchmark, type BenchFigure } from './figure';
import { findPeer } from './peers';

const PASSES = 15;
const WARM_PASSES = 5;
const LARGE_BYTES = 2 * 1024 ** 3;
const HEADER_BYTES = 4096;

/** Records and bytes a second over real evtx files, beside @ts-evtx/core and evtx_dump where they are; memory over 2 GB. */
export const evtxBenchmark: Benchmark = {
  name: 'evtx',
  about: 'evtx files of the corpus to process creations in this process, and one file of 2 GB through the read verb',
  run: benchEvtx,
};

/** The figures; none on a machine without the corpus. */
export async function benchEvtx(): Promise<readonly BenchFigure[]> {
  const folder = corpusFolder('process-logs');
  if (folder === undefined) return [];
  const files = evtxBelow(folder);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const passes: Pass[] = [];
  for (let pass = 0; pass < PASSES; pass++) passes.push(await onePass(files));
  const seconds = median(passes.slice(WARM_PASSES).map((pass) => pass.seconds));
  const { records = 0, unread = 0, seconds: first = NaN } = passes[0] ?? {};
  const peer = tsEvtx(files);
  const dump = findPeer('evtx_dump');
  return [
    {
      name: 'evtx records',
      value: records / seconds,
      unit: 'records/s',
      ...(peer === undefined
        ? { note: PEER_MISSING }
        : { peer: { name: '@ts-evtx/core', value: peer.records / peer.seconds } }),
    },
    { name: 'evtx records, first pass of a cold process', value: records / first, unit: 'records/s' },
    { name: 'evtx bytes', value: bytes / 1e6 / seconds, unit: 'MB/s' },
    {
      name: 'evtx records read',
      value: records,
      unit: 'records',
      note: `${unread} parts unread`,
      ...(peer === undefined ? {} : { peer: { name: '@ts-evtx/core', value: peer.records } }),
    },
    {
      name: 'evtx records read, beside the Rust reader',
      value: records,
      unit: 'records',
      ...(dump === undefined
        ? { note: DUMP_MISSING }
        : { peer: { name: 'evtx_dump', value: countDumped(dump, files) } }),
    },
    ...(await largeFile(files, dump)),
  ];
}

const PEER_MISSING = 'no @ts-evtx/core: WEBSHELL_WATCH_PEERS may name a folder with it in node_modules';
const DUMP_MISSING = 'no evtx_dump on PATH, nor below the folder that WEBSHELL_WATCH_PEERS names';

interface Pass {
  readonly seconds: number;
  readonly records: number;
  readonly unread: number;
}

async function onePass(files: readonly string[]): Promise<Pass> {
  const started = performance.now();
  let records = 0;
  let unread = 0;
  for (const file of files)
    for await (const batch of readLogFile(file, { sourceFile: file, raw: false }))
      for (const item of batch) {
        if (item.kind !== 'file') continue;
        records += item.summary.events;
        unread += item.summary.unread;
      }
  return { seconds: (performance.now() - started) / 1000, records, unread };
}

/** The peer in a process of its own, its best pass of three; what it throws on counts as lost. */
const PEER_SCRIPT = `
import { EvtxFile } from '@ts-evtx/core';
const files = JSON.parse(process.env.FILES);
let best = Infinity, records = 0;
for (let pass = 0; pass < 3; pass++) {
  const started = performance.now();
  records = 0;
  for (const path of files) {
    try {
      const file = await EvtxFile.open(path);
      for (const record of file.records()) if (record.renderXml().length > 20) records++;
    } catch {}
  }
  best = Math.min(best, performance.now() - started);
}
process.stdout.write('\\n' + JSON.stringify({ records, seconds: best / 1000 }));
`;

function tsEvtx(files: readonly string[]): Pass | undefined {
  const cwd = process.env.WEBSHELL_WATCH_PEERS ?? process.cwd();
  if (!existsSync(join(cwd, 'node_modules', '@ts-evtx', 'core'))) return undefined;
  const env = { ...process.env, FILES: JSON.stringify(files.map((file) => join(process.cwd(), file))) };
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', PEER_SCRIPT], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const result: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null');
  if (typeof result !== 'object' || result === null || !('records' in result) || !('seconds' in result))
    return undefined;
  return { records: Number(result.records), seconds: Number(result.seconds), unread: 0 };
}

/** Every record as a line of JSON, one thread: as near as evtx_dump comes to what `read` does. */
const DUMP_WORDS = ['-t', '1', '-o', 'jsonl'];

function countDumped(dump: string, files: readonly string[]): number {
  const lines = files.map((file) => {
    const { stdout } = spawnSync(dump, [...DUMP_WORDS, file], { maxBuffer: 1 << 28 });
    return stdout.toString('latin1').split('\n').filter(Boolean).length;
  });
  return lines.reduce((sum, count) => sum + count, 0);
}

function secondsOf(dump: string, file: string): number {
  const started = performance.now();
  spawnSync(dump, [...DUMP_WORDS, file], { stdio: 'ignore' });
  return (performance.now() - started) / 1000;
}

/** Time and peak memory of the read verb over 2 GB of repeated chunks. */
async function largeFile(files: readonly string[], dump: string | undefined): Promise<readonly BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'evtx-bench-'));
  const path = join(folder, 'large.evtx');
  try {
    writeLarge(path, files);
    const { seconds, peak, summary } = await readVerb(path);
    const events = Number(/"events":(\d+)/.exec(summary)?.[1] ?? '0');
    const dumpSeconds = dump === undefined ? undefined : secondsOf(dump, path);
    return [
      {
        name: 'evtx of 2 GB, records',
        value: events / seconds,
        unit: 'records/s',
        ...(dumpSeconds === undefined ? {} : { peer: { name: 'evtx_dump', value: events / dumpSeconds } }),
        note: 'process creations as JSON lines, process start included; evtx_dump prints every record, on one thread',
      },
      {
        name: 'evtx of 2 GB, peak memory',
        value: peak / 1e6,
        unit: 'MB',
        note: peak === 0 ? 'measured on Linux alone' : 'of the whole process',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The chunks of the files over and over, behind one file header. */
function writeLarge(path: string, files: readonly string[]): void {
  const chunks = Buffer.concat(files.map((file) => readFileSync(file).subarray(HEADER_BYTES)));
  const file = openSync(path, 'w');
  try {
    writeSync(file, readFileSync(files[0] ?? '').subarray(0, HEADER_BYTES));
    for (let written = 0; written < LARGE_BYTES; written += chunks.length) writeSync(file, chunks);
  } finally {
    closeSync(file);
  }
}

interface VerbRun {
  readonly seconds: number;
  readonly peak: number;
  readonly summary: string;
}

async function readVerb(path: string): Promise<VerbRun> {
  const started = performance.now();
  const child = spawn(process.execPath, ['dist/webshell-watch.js', 'read', path, '--summary'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let summary = '';
  let peak = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (summary = (summary + text).slice(-65_536)));
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 50);
  await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, peak, summary };
}

/** The kernel's own mark of a process's highest memory, in bytes; 0 where there is none. */
function peakOf(pid: number | undefined): number {
  const path = `/proc/${pid ?? 0}/status`;
  if (!existsSync(path)) return 0;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) * 1024;
}

function evtxBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.evtx'))
    .sort()
    .map((name) => join(folder, name));
}
