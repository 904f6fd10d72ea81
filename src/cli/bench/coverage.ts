import { runSearch } from '../../engine/run_search';
import { openEventStore } from '../../engine/store/event_store';
import type { Diagnostic } from '../../core/diagnostic';
import { withAppSearches, type AppSearches } from './app_searches';
import type { Benchmark, BenchFigure } from './figure';

/** How many published detections run offline, and which commands keep the others from it. */
export const coverageBenchmark: Benchmark = {
  name: 'coverage',
  about: 'searches that run without Splunk, and the commands that are refused',
  run: () => withAppSearches(coverage),
};

async function coverage({ name, searches, environment }: AppSearches): Promise<readonly BenchFigure[]> {
  const store = await openEventStore(':memory:');
  const stopped = new Map<string, number>();
  const signal = new AbortController().signal;
  try {
    for (const { text } of searches) {
      const { diagnostics } = await runSearch(store, environment, {
        text,
        timeZone: 'UTC',
        now: 1_710_000_000,
        signal,
      });
      const error = diagnostics.find(({ severity }) => severity === 'error');
      if (error !== undefined) stopped.set(reason(error), (stopped.get(reason(error)) ?? 0) + 1);
    }
  } finally {
    await store.close();
  }
  const ending = [...stopped.values()].reduce((sum, count) => sum + count, 0);
  const reasons = [...stopped].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return [
    { name, value: searches.length, unit: 'searches' },
    { name: 'run', value: searches.length - ending, unit: 'searches' },
    ...reasons.map(([text, value]) => ({ name: text, value, unit: 'searches' })),
  ];
}

/** The command that is refused, or what else is wrong. */
function reason({ code, message }: Diagnostic): string {
  const command = /^The command "([^"]+)" is not supported/.exec(message)?.[1];
  return command === undefined ? `${code} ${message}` : `refused: ${command}`;
}
