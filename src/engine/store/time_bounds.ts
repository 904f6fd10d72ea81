import type { SqlQuery, SqlValue } from './run_query';

type Query = (query: SqlQuery, signal: AbortSignal) => AsyncGenerator<readonly (readonly SqlValue[])[]>;

/** Until there are this many times as many events, new ones are part of the newest slice. */
const GROWTH = 1.25;

/** Asks for the times that cut the events into slices of about `size`; the answer is kept until there are many more events. */
export function timeBounds(query: Query, size: number): () => Promise<readonly number[]> {
  let known: Promise<readonly number[]> = Promise.resolve([]);
  let knownFor = 0;
  return async () => {
    const events = Number((await firstRow(query, 'SELECT count(*) FROM events'))[0] ?? 0);
    if (events < 2 * size) return [];
    if (knownFor === 0 || events > knownFor * GROWTH) {
      knownFor = events;
      // Without bounds a search is one slice, and says itself what is wrong with the database.
      known = quantiles(query, Math.ceil(events / size)).catch(() => []);
    }
    return known;
  };
}

async function quantiles(query: Query, slices: number): Promise<readonly number[]> {
  const fractions = Array.from({ length: slices - 1 }, (_, i) => (i + 1) / slices);
  const [times] = await firstRow(query, `SELECT approx_quantile("time", [${fractions.join(', ')}]) FROM events`);
  const found = Array.isArray(times) ? times.filter((one) => typeof one === 'number') : [];
  return [...new Set(found)].sort((a, b) => a - b);
}

async function firstRow(query: Query, sql: string): Promise<readonly unknown[]> {
  for await (const [row] of query({ sql, parameters: [] }, new AbortController().signal)) return row ?? [];
  return [];
}
