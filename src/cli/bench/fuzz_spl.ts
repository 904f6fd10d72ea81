import type { Diagnostic } from '../../core/diagnostic';
import { runSearch } from '../../engine/run_search';
import { openEventStore, type EventStore } from '../../engine/store/event_store';
import type { SearchEnvironment } from '../../engine/types';
import { withAppSearches, type AppSearches } from './app_searches';
import { randomOf } from './mutate';
import { mutatedSearch } from './mutate_search';

const COUNT = Number(process.env.WEBSHELL_WATCH_FUZZ_COUNT ?? 5_000);
const SEED = Number(process.env.WEBSHELL_WATCH_FUZZ_SEED ?? 1);
/** Milliseconds that one search may take. */
const MOST = 1000;
/** Every so manieth search goes on to the database, which must accept what was planned. */
const TO_DATABASE = 25;
const SHOWN = 20;

/**
 * `fuzz-spl`: published searches with random edits, through macro expansion, parser and planner. Says what it found;
 * the exit code is 1 when a search crashed, took over a second, met an error of the database, or had a message without place.
 * WEBSHELL_WATCH_FUZZ_COUNT says how many (5,000), WEBSHELL_WATCH_FUZZ_SEED where to begin (1).
 */
export function fuzzSpl(): Promise<number> {
  return withAppSearches(fuzz);
}

async function fuzz({ name, searches, environment }: AppSearches): Promise<number> {
  const database = await openEventStore(':memory:', { memoryBytes: 2e8, threads: 1 });
  const texts = searches.map(({ text }) => text);
  const random = randomOf(SEED);
  const tally = { valid: 0, slowest: 0, slowestText: '', failures: 0 };
  const started = performance.now();
  for (let i = 0; i < COUNT; i++) {
    const text = mutatedSearch(texts, random);
    const store = i % TO_DATABASE === 0 ? database : planningOnly;
    const first = await attempt(text, store, environment);
    // Other work on the machine can stop us for a while: what is slow must be slow twice.
    const outcome = first.ms > MOST ? await attempt(text, store, environment) : first;
    const ms = Math.min(first.ms, outcome.ms);
    const problem = ms > MOST ? `took ${Math.round(ms)} ms` : outcome.problem;
    if (ms > tally.slowest) Object.assign(tally, { slowest: ms, slowestText: text });
    if (outcome.valid) tally.valid += 1;
    if (problem !== null && (tally.failures += 1) <= SHOWN)
      process.stdout.write(`${JSON.stringify({ problem, text })}\n`);
  }
  await database.close();
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    `fuzz-spl: ${COUNT} mutations of ${name} (seed ${SEED}) in ${seconds} s: ${tally.failures} failures; ` +
      `${tally.valid} still valid; slowest ${Math.round(tally.slowest)} ms: ${JSON.stringify(tally.slowestText)}\n`,
  );
  return tally.failures === 0 ? 0 : 1;
}

interface Outcome {
  readonly ms: number;
  readonly valid: boolean;
  readonly problem: string | null;
}

async function attempt(text: string, store: EventStore, environment: SearchEnvironment): Promise<Outcome> {
  const started = performance.now();
  const request = { text, timeZone: 'UTC', now: 1_710_000_000, signal: new AbortController().signal };
  try {
    const { diagnostics } = await runSearch(store, environment, request);
    const ms = performance.now() - started;
    const problem = diagnostics.map((one) => problemOf(one, text)).find((one) => one !== null) ?? null;
    return { ms, valid: !diagnostics.some(({ severity }) => severity === 'error'), problem };
  } catch (error) {
    return { ms: performance.now() - started, valid: false, problem: `threw ${String(error)}` };
  }
}

function problemOf(one: Diagnostic, text: string): string | null {
  const lines = text.split('\n');
  const here = one.file === '<search>';
  const line = lines[one.line - 1];
  if (one.code === 'WW1016' || one.message.includes('mistake of ours')) return `${one.code} ${one.message}`;
  if (one.message === '' || one.hint === '') return `${one.code} says nothing`;
  if (!(one.line >= 1 && one.column >= 1)) return `${one.code} has no place`;
  if (here && (line === undefined || one.column > line.length + 1)) return `${one.code} is outside of the text`;
  return null;
}

/** A store that is asked and answers nothing: everything is planned, nothing runs. */
const planningOnly: EventStore = {
  append: () => Promise.resolve(),
  query: () => noCells(),
  turn: () => Promise.resolve(),
  timeBounds: () => Promise.resolve([]),
  sliceEvents: 1,
  scratchFile: () => 'none',
  eventCount: () => Promise.resolve(0),
  close: () => Promise.resolve(),
};

async function* noCells(): ReturnType<EventStore['query']> {}
