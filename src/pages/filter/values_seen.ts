import { textsOf, type Json } from '../shared/decode';

/** What was seen here in a field, so that nobody has to type it from memory. */

export interface SeenValue {
  readonly value: string;
  /** In how many results. */
  readonly count: number;
}

/** The values of a field, most frequent first. */
export function valuesSeen(rows: readonly Json[], field: string): readonly SeenValue[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of textsOf(row[field])) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

const MOST_SHOWN = 12;

/** Those that hold what was typed, whatever the case; wildcards in it are not regarded. */
export function suggested(seen: readonly SeenValue[], typed: string): readonly SeenValue[] {
  const text = typed.replace(/\*/g, '').toLowerCase();
  return seen.filter(({ value }) => value !== '' && value.toLowerCase().includes(text)).slice(0, MOST_SHOWN);
}
