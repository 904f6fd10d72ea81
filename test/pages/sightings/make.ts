import type { BaselineRecord, RangeRow, Sighting } from '../../../src/pages/sightings/sighting';
import { sightingKey } from '../../../src/pages/shared/sighting_key';
import { utc } from '../../../src/pages/shared/zone';

/** Short ways to write what the models work on. */

export const NOW = Date.UTC(2026, 10, 21, 23, 30) / 1000;
export const clock = { zone: utc, now: NOW };
export const at = (text: string): number => Date.parse(`${text}Z`) / 1000;

export function rangeRow(names: string, part: Partial<RangeRow> = {}): RangeRow {
  const [dest = '', parent = '', child = ''] = names.split(' ');
  return {
    key: sightingKey(dest, parent, child),
    dest,
    parent,
    child,
    first: NOW - 86_400,
    last: NOW - 3600,
    starts: 1,
    events: 1,
    users: ['SYSTEM'],
    example: child,
    commandLines: 1,
    isCanary: false,
    ...part,
  };
}

export function baselineRecord(names: string, firstSeen: number, lastSeen = firstSeen): BaselineRecord {
  const { key, dest, parent, child } = rangeRow(names);
  return { key, dest, parent, child, firstSeen, lastSeen };
}

export function sighting(names: string, part: Partial<Sighting> = {}): Sighting {
  return {
    ...rangeRow(names),
    firstEver: NOW - 86_400,
    hosts: 1,
    hits: [],
    hidden: [],
    isNew: false,
    isShell: false,
    review: null,
    state: 'known',
    ...part,
  };
}
