/** Time zones: what the clock on the wall says for an instant, in the zone that Splunk shows times in. */

export interface Zone {
  /** What a person calls it: `UTC`, `CET`, `Europe/Berlin`. */
  readonly name: string;
  /** Minutes east of UTC at this instant (epoch seconds). */
  readonly offsetAt: (epoch: number) => number;
}

export const utc: Zone = { name: 'UTC', offsetAt: () => 0 };

interface ZonePeriod {
  readonly from: number;
  readonly offset: number;
  readonly name: string;
}

/**
 * Splunk's serialised zone (`$C.SERVER_ZONEINFO`): `Y<seconds east> <dst>W <abbreviation, hex letters>` names the
 * offsets, `@<epoch> <number>` says which holds from then on. Anything unreadable gives UTC.
 */
export function zoneFromSerialized(text: string): Zone {
  const parts = text.split(';');
  const kinds = parts.filter((part) => part.startsWith('Y')).map(readKind);
  const first = kinds[0];
  if (first === undefined) return utc;
  const periods = parts.filter((part) => part.startsWith('@')).flatMap((part) => readPeriod(part, kinds));
  return zoneOf(first, periods);
}

function readKind(part: string): { offset: number; name: string } {
  const [seconds = '0', , ...letters] = part.slice(1).trim().split(' ');
  const name = letters.map((letter) => String.fromCharCode(parseInt(letter, 16))).join('');
  return { offset: Math.round(Number(seconds) / 60) || 0, name: name === '' ? 'UTC' : name };
}

function readPeriod(part: string, kinds: readonly { offset: number; name: string }[]): readonly ZonePeriod[] {
  const [from = '', kind = ''] = part.slice(1).trim().split(' ');
  const found = kinds[Number(kind)];
  return found === undefined || !Number.isFinite(Number(from)) ? [] : [{ from: Number(from), ...found }];
}

function zoneOf(first: { offset: number; name: string }, periods: readonly ZonePeriod[]): Zone {
  const at = (epoch: number): { offset: number; name: string } => {
    let low = 0;
    let high = periods.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((periods[middle]?.from ?? Infinity) <= epoch) low = middle + 1;
      else high = middle;
    }
    return periods[low - 1] ?? first;
  };
  return { name: at(Date.now() / 1000).name, offsetAt: (epoch) => at(epoch).offset };
}

/** A zone by its IANA name, as users choose it in their preferences; undefined when the browser does not know it. */
export function zoneNamed(name: string): Zone | undefined {
  if (name === '') return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    return { name, offsetAt: cachedByHour((epoch) => intlOffset(format, epoch)) };
  } catch {
    return undefined;
  }
}

/** Zones change their offset at full quarters of an hour, and asking Intl for each of 200,000 times would take seconds. */
function cachedByHour(offset: (epoch: number) => number): (epoch: number) => number {
  const known = new Map<number, number>();
  return (epoch) => {
    const slot = Math.floor(epoch / 900);
    const found = known.get(slot) ?? offset(slot * 900);
    known.set(slot, found);
    return found;
  };
}

function intlOffset(format: Intl.DateTimeFormat, epoch: number): number {
  const parts = new Map(format.formatToParts(epoch * 1000).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall / 1000 - epoch) / 60);
}

/** The wall clock as a Date whose UTC fields are the local ones. */
export const toWall = (zone: Zone, epoch: number): Date => new Date((epoch + zone.offsetAt(epoch) * 60) * 1000);

/** The instant (epoch seconds) at which the wall clock shows this; the earlier one when it shows it twice. */
export function fromWall(zone: Zone, wall: Date): number {
  const local = wall.getTime() / 1000;
  const guess = local - zone.offsetAt(local) * 60;
  const before = local - zone.offsetAt(guess - 3600 * 3) * 60;
  const exact = local - zone.offsetAt(guess) * 60;
  return toWall(zone, before).getTime() / 1000 === local ? before : exact;
}
