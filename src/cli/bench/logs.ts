import { spawnSync } from 'node:child_process';
import { corpusFolder } from './corpus';
import { median, type Benchmark, type BenchFigure } from './figure';

const RUNS = 3;

/** Events of all formats that `read` goes through in a second, process start included. */
export const logsBenchmark: Benchmark = {
  name: 'logs',
  about: 'the read verb over all logs of the corpus, whole process',
  run: () => Promise.resolve(measured()),
};

function measured(): readonly BenchFigure[] {
  const folder = corpusFolder('process-logs');
  if (folder === undefined) return [];
  const runs = Array.from({ length: RUNS }, () => once(folder));
  const seconds = median(runs.map((run) => run.seconds));
  const { events = 0, processCreations = 0 } = runs[0] ?? {};
  return [
    { name: 'events read', value: events / seconds, unit: 'events/s' },
    { name: 'process creations given', value: processCreations / seconds, unit: 'events/s' },
  ];
}

function once(folder: string): {
  readonly seconds: number;
  readonly events: number;
  readonly processCreations: number;
} {
  const started = process.hrtime.bigint();
  const { stderr } = spawnSync(process.execPath, ['dist/webshell-watch.js', 'read', folder, '--summary'], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const summary: unknown = JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}');
  return { seconds, events: numberIn(summary, 'events'), processCreations: numberIn(summary, 'process_creations') };
}

function numberIn(value: unknown, key: string): number {
  if (typeof value !== 'object' || value === null) return 0;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'number' ? found : 0;
}
