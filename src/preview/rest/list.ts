import { ownValue } from '../../core/own_value';
import { wholeNumber, type Params } from '../http/params';
import { badRequest } from '../http/rest_error';
import type { Content, Entry, Json } from './entry';
import { jsonText } from './json_text';
import { parseFilter, wildcard } from './filter';

/** One page of a list: what `search`, `sort_key`, `sort_dir`, `sort_mode`, `count`, `offset` and `f` leave. */
export interface Page {
  readonly entries: readonly Entry[];
  readonly total: number;
  readonly perPage: number;
  readonly offset: number;
}

/** splunkd's default page. */
export const DEFAULT_COUNT = 30;

/** Applies the list parameters that all collections share; 0 and -1 as `count` mean all. */
export function pageOf(entries: readonly Entry[], params: Params, defaultSort = 'name'): Page {
  const found = sorted(filtered(entries, params), params, defaultSort);
  const perPage = wholeNumber(params, 'count', DEFAULT_COUNT, -1);
  const offset = wholeNumber(params, 'offset', 0);
  const shown = perPage <= 0 ? found.slice(offset) : found.slice(offset, offset + perPage);
  return {
    entries: shown.map((entry) => withFields(entry, params)),
    total: found.length,
    perPage: Math.max(0, perPage),
    offset,
  };
}

function filtered(entries: readonly Entry[], params: Params): readonly Entry[] {
  const searches = params.all('search').filter((text) => text.trim() !== '');
  const filters = searches.map(parseFilter);
  return entries.filter((entry) => filters.every((holds) => holds(entry)));
}

function sorted(entries: readonly Entry[], params: Params, defaultSort: string): readonly Entry[] {
  const key = params.get('sort_key') ?? defaultSort;
  const direction = params.get('sort_dir') ?? 'asc';
  if (!['asc', 'desc'].includes(direction)) throw badRequest(`Invalid sort_dir "${direction}": use asc or desc.`);
  if (key === '') return entries;
  const sign = direction === 'asc' ? 1 : -1;
  return [...entries].sort((a, b) => sign * compare(sortValue(a, key), sortValue(b, key)));
}

function sortValue(entry: Entry, key: string): Json {
  if (key === 'name' || key === 'title') return entry.name;
  if (key === 'updated') return entry.updated ?? 0;
  return ownValue(entry.content, key) ?? '';
}

/** Numbers as numbers where both are (sort_mode auto), else text without case. */
function compare(a: Json, b: Json): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && Number.isFinite(x) && Number.isFinite(y)) return x - y;
  const [left, right] = [jsonText(a).toLowerCase(), jsonText(b).toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Only the fields that `f` names (`*` allowed); `eai:…` stay, as on splunkd. */
export function withFields(entry: Entry, params: Params): Entry {
  const wanted = params.all('f').filter((name) => name !== '');
  if (wanted.length === 0) return entry;
  const patterns = wanted.map(wildcard);
  const content: Content = Object.fromEntries(
    Object.entries(entry.content).filter(
      ([name]) => name.startsWith('eai:') || patterns.some((pattern) => pattern.test(name)),
    ),
  );
  return { ...entry, content };
}
