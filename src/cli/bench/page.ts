import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Benchmark, BenchFigure } from './figure';
import { openingFigures } from './page_opening';

const FOLDER = 'dist/pages';

/** Bytes of each page's first load: its entry bundle; chunks come when they are asked for. And how long it takes to open. */
export const pageBenchmark: Benchmark = {
  name: 'page',
  about: 'bytes of the pages, gzip, and how long Sightings takes to open',
  run: async () =>
    existsSync(FOLDER) ? [...readdirSync(FOLDER).filter(isScript).map(figureOf), ...(await openingFigures())] : [],
};

const isScript = (name: string): boolean => name.endsWith('.js');

function figureOf(name: string): BenchFigure {
  const bytes = gzipSync(readFileSync(join(FOLDER, name)), { level: 9 }).length;
  const note = name.endsWith('.chunk.js') ? 'loaded when needed' : 'initial load';
  return { name, value: bytes / 1000, unit: 'kB', note };
}
