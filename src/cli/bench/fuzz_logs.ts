import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ByteReader } from '../../winlog/byte_reader';
import { readOpenLog } from '../../winlog/read_log_file';
import type { LogItem } from '../../winlog/types';
import { corpusFolder } from './corpus';
import type { Benchmark, BenchFigure } from './figure';
import { mutated, randomOf } from './mutate';

const HEADER_BYTES = 4096;
const CHUNK_BYTES = 65_536;
const TEXT_BYTES = 20_000;
const HEAD_BYTES = HEADER_BYTES + 8;
const LONGEST_SECONDS = 1;
/** Cases of a usual run; `WEBSHELL_WATCH_FUZZ=1000000` makes a million. */
const USUAL_CASES = 20_000;

/** Mutated logs through the reader: nothing is thrown, nothing hangs, memory stays where it was. */
export const fuzzLogsBenchmark: Benchmark = {
  name: 'fuzz-logs',
  about: 'mutated evtx chunks and texts of the corpus; WEBSHELL_WATCH_FUZZ: how many, WEBSHELL_WATCH_FUZZ_SEED: which',
  run: () =>
    fuzzLogs(
      Number(process.env.WEBSHELL_WATCH_FUZZ ?? USUAL_CASES),
      Number(process.env.WEBSHELL_WATCH_FUZZ_SEED ?? 1),
      LONGEST_SECONDS,
    ),
};

/** The figures; none on a machine without the corpus. Rejects with the case's number at the first that goes wrong or takes longer. */
export async function fuzzLogs(
  cases: number,
  seed: number,
  longestSeconds = Infinity,
): Promise<readonly BenchFigure[]> {
  const folder = corpusFolder('process-logs');
  if (folder === undefined) return [];
  const samples = samplesBelow(folder);
  const counts = { events: 0, unread: 0, slowest: 0, memory: 0 };
  const memoryBefore = process.memoryUsage.rss();
  const started = performance.now();
  for (let number = 0; number < cases; number++) {
    const items = await oneCase(samples, seed, number, counts);
    if (counts.slowest > longestSeconds) throw new Error(`case ${number} of seed ${seed} took ${counts.slowest} s`);
    for (const item of items) if (item.kind === 'file') addSummary(counts, item.summary);
    if (number % 256 === 0) counts.memory = Math.max(counts.memory, process.memoryUsage.rss() - memoryBefore);
  }
  const seconds = (performance.now() - started) / 1000;
  return [
    { name: 'mutated logs read', value: cases, unit: 'logs', note: `seed ${seed}; none was thrown on` },
    { name: 'mutated logs a second', value: cases / seconds, unit: 'logs/s' },
    {
      name: 'events that were still read',
      value: counts.events,
      unit: 'events',
      note: `${counts.unread} parts unread`,
    },
    { name: 'slowest of them', value: counts.slowest * 1000, unit: 'ms', note: 'of processor time' },
    { name: 'memory grew by', value: counts.memory / 1e6, unit: 'MB' },
  ];
}

interface Sample {
  readonly kind: 'binary' | 'text';
  readonly bytes: Buffer;
}

/** Each case has a seed of its own, so that one can be looked at alone. */
async function oneCase(
  samples: readonly Sample[],
  seed: number,
  number: number,
  counts: { slowest: number },
): Promise<readonly LogItem[]> {
  const random = randomOf(Math.imul(seed, 0x9e37_79b1) + number);
  const sample = samples[random(samples.length)];
  if (sample === undefined) return [];
  const bytes = mutated(sample.bytes, sample.kind, random);
  const before = process.cpuUsage();
  try {
    const items = await readAll(bytes);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    counts.slowest = Math.max(counts.slowest, seconds);
    const last = items.at(-1)?.kind;
    if (last !== 'file' && last !== 'skipped') throw new Error(`its last item is ${last ?? 'none'}`);
    return items;
  } catch (error) {
    throw new Error(`case ${number} of seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function readAll(bytes: Buffer): Promise<readonly LogItem[]> {
  const items: LogItem[] = [];
  const head = bytes.subarray(0, HEAD_BYTES);
  const log = { reader: readerOf(bytes), head, size: bytes.length, close: () => undefined };
  for await (const batch of readOpenLog(log, { sourceFile: 'mutated' })) items.push(...batch);
  return items;
}

function readerOf(bytes: Buffer): ByteReader {
  let position = 0;
  return {
    fill: (target, from) => {
      const count = bytes.copy(target, from, position);
      position += count;
      return count;
    },
    seek: (offset) => void (position = offset),
    failure: () => undefined,
    close: () => undefined,
  };
}

function addSummary(
  counts: { events: number; unread: number },
  { events, unread }: { readonly events: number; readonly unread: number },
): void {
  counts.events += events;
  counts.unread += unread;
}

/** Chunks behind a file header, one each, three times as often as the beginnings of the texts. */
function samplesBelow(folder: string): readonly Sample[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  const isEvtx = (path: string): boolean => path.endsWith('.evtx');
  const chunks = paths.filter(isEvtx).flatMap(chunksOf);
  const texts = paths.filter((path) => !isEvtx(path)).map(textOf);
  const often = Math.max(1, Math.round((texts.length * 3) / Math.max(1, chunks.length)));
  return [...texts, ...Array.from({ length: often }, () => chunks).flat()];
}

function chunksOf(path: string): readonly Sample[] {
  const bytes = readFileSync(path);
  const starts: number[] = [];
  for (let at = HEADER_BYTES; at + CHUNK_BYTES <= bytes.length; at += CHUNK_BYTES)
    if (bytes.toString('latin1', at, at + 7) === 'ElfChnk') starts.push(at);
  return starts.map((at) => ({
    kind: 'binary',
    bytes: Buffer.concat([bytes.subarray(0, HEADER_BYTES), bytes.subarray(at, at + CHUNK_BYTES)]),
  }));
}

function textOf(path: string): Sample {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return { kind: 'text', bytes: (isGzip ? gunzipSync(bytes) : bytes).subarray(0, TEXT_BYTES) };
}
