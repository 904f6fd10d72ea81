import { createHash } from 'node:crypto';
import type { StoredEvent } from '../../engine/types';

/** What makes an event the same as one that is stored already. */
export type EventIdentity = Pick<StoredEvent, 'time' | 'index' | 'host' | 'source' | 'sourcetype' | 'raw'>;

/** The events that were stored since a proven place, by how often each is there. */
export class StoredKeys {
  private readonly counts = new Map<string, number>();

  add(event: EventIdentity): void {
    for (const hasTime of [true, false]) {
      const key = keyOf(event, hasTime);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /**
   * True when the event is one of those; each is taken once, so that of equal events as many stay as were sent. An event
   * whose input named no time got that of its arrival: it is the same one with another.
   */
  take(event: EventIdentity, hasTime: boolean): boolean {
    const key = keyOf(event, hasTime);
    const left = this.counts.get(key) ?? 0;
    if (left === 0) return false;
    if (left === 1) this.counts.delete(key);
    else this.counts.set(key, left - 1);
    return true;
  }
}

/** 96 bits: short enough to hold millions, long enough that no two meet. */
function keyOf({ time, index, host, source, sourcetype, raw }: EventIdentity, hasTime: boolean): string {
  const text = JSON.stringify([hasTime ? time : null, index, host, source, sourcetype, raw]);
  return createHash('sha256').update(text).digest('binary').slice(0, 12);
}
