import { isoText, type Clock } from '../shared/times';
import type { Sighting } from './sighting';

/** CSV and JSON of what is shown. */

const columns = {
  state: ({ state, isNew }: Sighting) => [...new Set([isNew ? 'new' : '', state])].filter(Boolean).join(' '),
  dest: ({ dest }: Sighting) => dest,
  parent_process_name: ({ parent }: Sighting) => parent,
  process_name: ({ child }: Sighting) => child,
  user: ({ users }: Sighting) => users.join('; '),
  starts: ({ starts }: Sighting) => String(starts),
  events: ({ events }: Sighting) => String(events),
  hosts: ({ hosts }: Sighting) => String(hosts),
  first_ever: ({ firstEver }: Sighting, clock: Clock) => (firstEver === null ? '' : isoText(clock, firstEver)),
  first_in_range: ({ first }: Sighting, clock: Clock) => isoText(clock, first),
  last: ({ last }: Sighting, clock: Clock) => isoText(clock, last),
  hits: ({ hits }: Sighting) => hits.join('; '),
  hidden_by_filter: ({ hidden }: Sighting) => hidden.join('; '),
  review: ({ review }: Sighting) => review?.verdict ?? '',
  process: ({ example }: Sighting) => example,
} as const;

/** RFC 4180 CSV with a byte order mark, so that a spreadsheet reads it as UTF-8. */
export function toCsv(sightings: readonly Sighting[], clock: Clock): string {
  const head = Object.keys(columns).join(',');
  const lines = sightings.map((sighting) =>
    Object.values(columns)
      .map((column) => csvCell(column(sighting, clock)))
      .join(','),
  );
  return `\uFEFF${[head, ...lines].join('\r\n')}\r\n`;
}

/** A spreadsheet runs a cell that begins like a formula, and command lines are written by attackers. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** An array of objects with the same names as the CSV; times also as epoch seconds. */
export function toJson(sightings: readonly Sighting[], clock: Clock): string {
  const rows = sightings.map((sighting) => ({
    ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column(sighting, clock)])),
    starts: sighting.starts,
    events: sighting.events,
    hosts: sighting.hosts,
    user: sighting.users,
    hits: sighting.hits,
    hidden_by_filter: sighting.hidden,
    first_in_range_epoch: sighting.first,
    last_epoch: sighting.last,
    first_ever_epoch: sighting.firstEver,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
