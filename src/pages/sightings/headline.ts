import { counted, dayText, numberText, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import type { Sighting } from './sighting';
import type { Alarms } from './worked_rows';

/** The title is the answer: a sentence made from the data. */

export interface Headline {
  readonly text: string;
  /** The part that is red; empty when no shell is new and, with nothing new, nothing is hit. */
  readonly alarm: string;
  /** New sightings to link to, shells and hits first, at most three. */
  readonly links: readonly Sighting[];
  /** "3 more, no shells"; empty when all are linked. */
  readonly more: string;
}

const LINKS = 3;

/** The sentence for these sightings; `hosts` is how many hosts there are in all. */
export function headline({ fresh, hits }: Alarms, newSince: number, hosts: number, clock: Clock): Headline {
  const since = `since ${dayText(clock, newSince)}`;
  if (fresh.length === 0)
    return {
      text: `Nothing new on ${counted(hosts, 'host')} ${since}${hits === 0 ? '' : ';'}`,
      alarm: hitText(hits),
      links: [],
      more: '',
    };
  const shells = fresh.filter(({ isShell }) => isShell).length;
  const links = firstBy(byAlarm, fresh, fresh.length > LINKS ? LINKS - 1 : LINKS);
  const children = fresh.length === 1 ? 'new web-server child' : 'new web-server children';
  return {
    text: `${numberText(fresh.length)} ${children} on ${placeText(fresh)} ${since};${shells === 0 ? ' no shell' : ''}`,
    alarm: shells === 0 ? '' : shellText(shells, fresh.length),
    links,
    more: moreText(fresh.length - links.length, shells - links.filter(({ isShell }) => isShell).length),
  };
}

const hitText = (hits: number): string =>
  hits === 0 ? '' : `${numberText(hits)} older ${hits === 1 ? 'one is a hit' : 'ones are hits'}`;

function shellText(shells: number, all: number): string {
  if (all === 1) return 'it is a shell';
  return shells === 1 ? '1 is a shell' : `${numberText(shells)} are shells`;
}

function placeText(fresh: readonly Sighting[]): string {
  const [first] = fresh;
  if (fresh.length === 1 && first !== undefined) return visibleText(first.dest);
  return counted(new Set(fresh.map(({ dest }) => dest.toLowerCase())).size, 'host');
}

const moreText = (rest: number, shells: number): string =>
  rest === 0 ? '' : `${numberText(rest)} more, ${shells === 0 ? 'no shells' : counted(shells, 'shell')}`;

const weight = (sighting: Sighting): number => (sighting.isShell ? 2 : 0) + (sighting.hits.length > 0 ? 1 : 0);

/** The first few in an order; sorting all of 200,000 for three would hold the page. */
function firstBy<T>(order: (a: T, b: T) => number, all: readonly T[], most: number): readonly T[] {
  const first: T[] = [];
  for (const each of all) {
    const last = first[most - 1];
    if (last !== undefined && order(last, each) <= 0) continue;
    const at = first.findIndex((other) => order(other, each) > 0);
    first.splice(at === -1 ? first.length : at, 0, each);
    first.length = Math.min(first.length, most);
  }
  return first;
}

const byAlarm = (a: Sighting, b: Sighting): number => weight(b) - weight(a) || b.first - a.first;
