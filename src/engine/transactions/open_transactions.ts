import type { Row } from '../types';
import { fieldOf } from '../values/row';
import { valueKey } from '../values/value';

/** Which events belong together: events come newest first, and each joins a transaction that is open or opens one. */

export interface Grouping {
  /** Fields in whose values the events of a transaction agree; none: all events may belong together. */
  readonly fields: readonly string[];
  /** An event that shares no field with a transaction opens one of its own. */
  readonly connected: boolean;
  /** Seconds; Infinity is no limit. */
  readonly maxSpan: number;
  readonly maxPause: number;
  readonly maxEvents: number;
  readonly isStart: ((row: Row) => boolean) | null;
  readonly isEnd: ((row: Row) => boolean) | null;
  /** maxspan, maxpause or maxevents was said: what is still open at the end is then complete. */
  readonly isTimed: boolean;
  readonly mostOpen: number;
  readonly mostOpenEvents: number;
}

export interface Transaction {
  /** Newest first. */
  readonly events: readonly Row[];
  readonly first: number;
  readonly last: number;
  readonly isClosed: boolean;
}

interface Open {
  readonly events: Row[];
  first: number;
  readonly last: number;
  /** The key of each field's value that some event has brought. */
  readonly values: Map<string, string>;
  readonly hasEnd: boolean;
  /** Grows with every event of the search: the greatest was used last. */
  used: number;
}

export interface Found {
  readonly transactions: readonly Transaction[];
  /** Events that have none of the fields. */
  readonly orphans: readonly Row[];
  /** How many were given up because too many were open. */
  readonly evicted: number;
}

/** The transactions that are open, the least recently used first. */
export class OpenTransactions {
  private readonly open = new Set<Open>();
  private readonly byValue = new Map<string, Set<Open>>();
  /** Those that lack a value of some field. */
  private readonly incomplete = new Set<Open>();
  private turn = 0;
  private readonly done: Transaction[] = [];
  private readonly orphans: Row[] = [];
  private openEvents = 0;
  private evicted = 0;

  constructor(private readonly grouping: Grouping) {}

  /** Takes the next event; its time is no later than that of the one before. */
  add(row: Row, time: number): void {
    const values = this.valuesOf(row);
    if (this.grouping.fields.length > 0 && values.size === 0) {
      this.orphans.push(row);
      return;
    }
    const isEnd = this.grouping.isEnd?.(row) === true;
    const found = this.candidate(values, time);
    if (found !== undefined && isEnd) this.close(found, this.isComplete(found));
    const own =
      found === undefined || isEnd ? this.begin(row, time, values, isEnd) : this.join(found, row, time, values);
    if (this.grouping.isStart?.(row) === true) this.close(own, this.grouping.isEnd === null || own.hasEnd);
    else if (own.events.length >= this.grouping.maxEvents) this.close(own, true);
    this.evict();
  }

  /** Everything, once there are no more events. */
  finish(): Found {
    for (const one of [...this.open]) this.close(one, this.isComplete(one));
    return { transactions: this.done, orphans: this.orphans, evicted: this.evicted };
  }

  /** What is open is complete when it has its end and needs no start, or when limits alone decide. */
  private isComplete(one: Open): boolean {
    const { isStart, isEnd, isTimed } = this.grouping;
    if (isStart !== null) return false;
    return isEnd !== null ? one.hasEnd : isTimed;
  }

  private valuesOf(row: Row): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (const name of this.grouping.fields) {
      const value = fieldOf(row, name);
      if (value !== null) values.set(name, valueKey(value));
    }
    return values;
  }

  /** The open transaction that was used last of those that the event may join; those that it comes too late for are closed. */
  private candidate(values: ReadonlyMap<string, string>, time: number): Open | undefined {
    let best: Open | undefined;
    for (const one of this.agreeing(values)) {
      if (this.isTooFar(one, time)) this.close(one, this.isComplete(one));
      else if (best === undefined || one.used > best.used) best = one;
    }
    return best;
  }

  private isTooFar({ first, last }: Open, time: number): boolean {
    return last - time > this.grouping.maxSpan || first - time > this.grouping.maxPause;
  }

  /** The open transactions that share a value with the event, or may do without, and that no value of it contradicts. */
  private agreeing(values: ReadonlyMap<string, string>): readonly Open[] {
    if (this.grouping.fields.length === 0) return [...this.open];
    const found = new Set<Open>();
    for (const [name, value] of values)
      for (const one of this.byValue.get(`${name}\u0000${value}`) ?? []) if (agrees(one, values)) found.add(one);
    if (!this.grouping.connected) for (const one of this.incomplete) if (agrees(one, values)) found.add(one);
    return [...found];
  }

  private begin(row: Row, time: number, values: ReadonlyMap<string, string>, hasEnd: boolean): Open {
    const one: Open = { events: [], first: time, last: time, values: new Map(), hasEnd, used: 0 };
    return this.join(one, row, time, values);
  }

  private join(one: Open, row: Row, time: number, values: ReadonlyMap<string, string>): Open {
    one.events.push(row);
    one.first = time;
    one.used = this.turn += 1;
    this.openEvents += 1;
    this.open.delete(one);
    this.open.add(one);
    for (const [name, value] of values) {
      if (one.values.has(name)) continue;
      one.values.set(name, value);
      const key = `${name}\u0000${value}`;
      this.byValue.set(key, (this.byValue.get(key) ?? new Set()).add(one));
    }
    if (one.values.size < this.grouping.fields.length) this.incomplete.add(one);
    else this.incomplete.delete(one);
    return one;
  }

  private close(one: Open, isClosed: boolean): void {
    this.open.delete(one);
    this.incomplete.delete(one);
    this.openEvents -= one.events.length;
    for (const [name, value] of one.values) {
      const key = `${name}\u0000${value}`;
      const same = this.byValue.get(key);
      same?.delete(one);
      if (same?.size === 0) this.byValue.delete(key);
    }
    this.done.push({ events: one.events, first: one.first, last: one.last, isClosed });
  }

  private evict(): void {
    const { mostOpen, mostOpenEvents } = this.grouping;
    for (const one of this.open) {
      if (this.open.size <= mostOpen && this.openEvents <= mostOpenEvents) return;
      this.close(one, false);
      this.evicted += 1;
    }
  }
}

/** No field has another value in the event than in the transaction. */
function agrees({ values: own }: Open, values: ReadonlyMap<string, string>): boolean {
  for (const [name, value] of values) {
    const there = own.get(name);
    if (there !== undefined && there !== value) return false;
  }
  return true;
}
