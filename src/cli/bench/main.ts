import { mkdirSync, writeFileSync } from 'node:fs';
import { formatFigure, type Benchmark, type BenchFigure } from './figure';
import { chartBenchmark } from './chart';
import { pageBenchmark } from './page';
import { compileBenchmark } from './compile';
import { coverageBenchmark } from './coverage';
import { evtxBenchmark } from './evtx';
import { fuzzLogsBenchmark } from './fuzz_logs';
import { fuzzSpl } from './fuzz_spl';
import { logsBenchmark } from './logs';
import { engineBenchmark } from './engine';
import { startBenchmark } from './start';
import { writerBenchmark } from './writer';

/** Every group of figures: a new one costs its file and a line here. */
const benchmarks: readonly Benchmark[] = [
  logsBenchmark,
  evtxBenchmark,
  compileBenchmark,
  pageBenchmark,
  startBenchmark,
  chartBenchmark,
  engineBenchmark,
  coverageBenchmark,
  writerBenchmark,
  fuzzLogsBenchmark,
];

async function run(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  const results: Record<string, readonly BenchFigure[]> = {};
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    process.stdout.write(`${benchmark.name}: ${benchmark.about}\n`);
    const figures = await benchmark.run();
    results[benchmark.name] = figures;
    for (const figure of figures) process.stdout.write(`  ${formatFigure(figure)}\n`);
  }
  mkdirSync('bench', { recursive: true });
  writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

/** What is run by its name alone: no figures, an exit code. */
const tools: Readonly<Record<string, () => Promise<number>>> = {
  'fuzz-spl': fuzzSpl,
};

const tool = tools[process.argv[2] ?? ''];
void (tool === undefined ? run(process.argv.slice(2)) : tool()).then((code) => {
  process.exitCode = code;
});
