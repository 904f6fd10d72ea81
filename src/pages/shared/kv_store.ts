import { arrayOf, isObject, objectOf, textOf, type Json } from './decode';
import { restAddress } from './host_page';
import { rest, RestError } from './rest';

/** Collections in the KV store, shared records (owner nobody). Paths and limits: limits.conf [kvstore]. */

/** The app's collections and what each holds. */
export const collections = {
  sightings: 'webshell_watch_sightings',
  reviews: 'webshell_watch_reviews',
  filterHistory: 'webshell_watch_filter_history',
  views: 'webshell_watch_views',
} as const;

export type Collection = (typeof collections)[keyof typeof collections];

/** Records asked for at once: as many as splunkd would give (50,000) would hold the page while it reads them. */
const PAGE = 10_000;
/** Once there are more, so many pages are asked for side by side. */
const SIDE_BY_SIDE = 3;
const MOST_IN_BATCH = 1000;

const dataAddress = (collection: Collection, key?: string): string =>
  restAddress(`storage/collections/data/${collection}${key === undefined ? '' : `/${encodeURIComponent(key)}`}`);

interface ReadOptions {
  readonly query?: Json;
  readonly sort?: string;
  /** Which fields to give; all when left out. */
  readonly fields?: readonly string[];
  readonly signal?: AbortSignal;
}

/** All records (or those that fit `query`), read page by page. */
export async function readRecords(collection: Collection, options: ReadOptions = {}): Promise<readonly Json[]> {
  const records: Json[] = [];
  for (;;) {
    const skips = Array.from({ length: records.length === 0 ? 1 : SIDE_BY_SIDE }, (_, i) => records.length + i * PAGE);
    const pages = await Promise.all(skips.map((skip) => readPage(collection, skip, options)));
    for (const page of pages) for (const record of page) records.push(record);
    if (pages.some((page) => page.length < PAGE)) return records;
  }
}

async function readPage(collection: Collection, skip: number, options: ReadOptions): Promise<readonly Json[]> {
  const { query, sort, fields, signal } = options;
  const answer = await rest(dataAddress(collection), {
    query: {
      output_mode: 'json',
      limit: PAGE,
      skip,
      ...(query === undefined ? {} : { query: JSON.stringify(query) }),
      ...(fields === undefined ? {} : { fields: fields.join(',') }),
      // Paging without an order may give a record twice and miss another.
      sort: sort ?? '_key',
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return arrayOf(answer).filter(isObject);
}

/** Writes records by their `_key`, replacing older ones; at most 1,000 a request. */
export async function saveRecords(collection: Collection, records: readonly Json[]): Promise<void> {
  for (let from = 0; from < records.length; from += MOST_IN_BATCH) {
    await rest(`${dataAddress(collection)}/batch_save`, {
      method: 'POST',
      json: records.slice(from, from + MOST_IN_BATCH),
    });
  }
}

/** Adds a record and gives its key. */
export async function addRecord(collection: Collection, record: Json): Promise<string> {
  return textOf(objectOf(await rest(dataAddress(collection), { method: 'POST', json: record }))._key);
}

/** Deletes a record; one that is gone already is no error. */
export async function removeRecord(collection: Collection, key: string): Promise<void> {
  try {
    await rest(dataAddress(collection, key), { method: 'DELETE' });
  } catch (error) {
    if (!(error instanceof RestError && error.failure.kind === 'not_found')) throw error;
  }
}
