import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, BenchFigure } from './figure';

/** From the start of the preview (built) to its first answer with the sample fleet's events in the database. */
export const startBenchmark: Benchmark = {
  name: 'start',
  about: 'the preview on the sample fleet, an empty data folder',
  run: async () => [await secondsToLink()],
};

async function secondsToLink(): Promise<BenchFigure> {
  const data = mkdtempSync(join(tmpdir(), 'webshell-watch-bench-'));
  const started = process.hrtime.bigint();
  const words = [
    'serve',
    '--sample-unless-logs',
    '--data',
    data,
    '--port',
    '0',
    '--management-port',
    '0',
    '--format',
    'json',
  ];
  const child = spawn(process.execPath, ['dist/webshell-watch.js', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`the preview ended with exit code ${code ?? 'none'}`)));
    });
    return { name: 'time to the link', value: Number(process.hrtime.bigint() - started) / 1e9, unit: 's' };
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(data, { recursive: true, force: true });
  }
}
