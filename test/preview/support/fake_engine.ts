import type { Row, SearchRequest, SearchResult, StoredEvent } from '../../../src/engine/types';
import type { SearchEngine } from '../../../src/preview/search_engine';

/** An engine of the tests' own: gives rows by the search's text, and keeps what is appended but for the preview's own lines. */
export interface FakeEngine extends SearchEngine {
  readonly requests: SearchRequest[];
  readonly events: StoredEvent[];
  /** A search whose text has this waits until it is aborted. */
  readonly endless: string;
}

const rows: readonly Row[] = Array.from({ length: 250 }, (_, index) => ({
  host: `ws-${index % 10}`,
  count: index,
  list: ['a', String(index)],
  note: index % 2 === 0 ? null : 'x,"y"\nz',
}));

export function fakeEngine(): FakeEngine {
  const requests: SearchRequest[] = [];
  const events: StoredEvent[] = [];
  return {
    requests,
    events,
    endless: 'endless',
    run: async (request, environment) => {
      requests.push(request);
      if (request.text.includes('endless')) await aborted(request.signal);
      if (request.text.includes('explode')) throw new Error('The search exploded.');
      const lookup = /\| inputlookup (\S+)/.exec(request.text)?.[1];
      if (lookup !== undefined) return resultOf((await environment.readLookup(lookup)) ?? []);
      return resultOf(rows);
    },
    append: (more) => {
      events.push(...more.filter(({ index }) => index !== '_internal'));
      return Promise.resolve();
    },
    range: () => Promise.resolve({ earliest: 1_700_000_000, latest: 1_700_086_400 }),
    eventCount: () => Promise.resolve(events.length),
    indexes: () =>
      Promise.resolve(
        [...new Set(events.map(({ index }) => index))].map((name) => {
          const times = events.filter(({ index }) => index === name).map(({ time }) => time);
          return { name, count: times.length, earliest: Math.min(...times), latest: Math.max(...times) };
        }),
      ),
    eventsFrom: async function* (first) {
      yield await Promise.resolve(events.slice(first));
    },
    close: () => Promise.resolve(),
  };
}

function resultOf(found: readonly Row[]): SearchResult {
  const fields = [...new Set(found.flatMap((row) => Object.keys(row)))];
  return {
    fields,
    rows: found,
    diagnostics: [],
    scanCount: found.length,
    eventCount: found.length,
    isPreview: false,
    costs: { makeresults: { seconds: 0.0126, invocations: 1, inputCount: 0, outputCount: found.length } },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}
