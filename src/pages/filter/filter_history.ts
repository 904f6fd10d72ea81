import { numberOf, textOf, type Json } from '../shared/decode';
import { addRecord, collections, readRecords } from '../shared/kv_store';

/** Who changed a filter, when, why, and what it said before. */
export interface FilterChange {
  readonly macro: string;
  readonly definition: string;
  readonly previous: string;
  readonly reason: string;
  readonly user: string;
  /** Epoch seconds. */
  readonly time: number;
}

/** Changes of one macro, newest first. */
export async function readFilterHistory(macro: string, signal: AbortSignal): Promise<readonly FilterChange[]> {
  const records = await readRecords(collections.filterHistory, { query: { macro }, signal });
  return records.map(filterChange).sort((a, b) => b.time - a.time);
}

/** Adds a change; records are never rewritten. */
export async function recordFilterChange(change: FilterChange): Promise<void> {
  await addRecord(collections.filterHistory, { ...change });
}

const filterChange = (record: Json): FilterChange => ({
  macro: textOf(record.macro),
  definition: textOf(record.definition),
  previous: textOf(record.previous),
  reason: textOf(record.reason),
  user: textOf(record.user),
  time: numberOf(record.time) ?? 0,
});
