import { counted, dayText, numberText, type Clock } from '../shared/times';
import type { Sighting } from './sighting';

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
export function headline(sightings: readonly Sighting[], newSince: number, hosts: number, clock: Clock): Headline {
  const fresh = sightings.filter(({ isNew }) => isNew).sort(byAlarm);
  const since = `since ${dayText(clock, newSince)}`;
  const hits = sightings.filter((sighting) => sighting.hits.length > 0).length;
  if (fresh.length === 0)
    return {
      text: `Nothing new on ${counted(hosts, 'host')} ${since}${hits === 0 ? '' : ';'}`,
      alarm: hitText(hits),
      links: [],
      more: '',
    };
  const shells = fresh.filter(({ isShell }) => isShell).length;
  const links = fresh.slice(0, fresh.length > LINKS ? LINKS - 1 : LINKS);
  const children = fresh.length === 1 ? 'new web-server child' : 'new web-server children';
  return {
    text: `${numberText(fresh.length)} ${children} on ${placeText(fresh)} ${since};${shells === 0 ? ' no shell' : ''}`,
    alarm: shells === 0 ? '' : shellText(shells, fresh.length),
    links,
    more: moreText(fresh.slice(links.length)),
  };
}

const hitText = (hits: number): string =>
  hits === 0 ? '' : `${numberText(hits)} older ${hits === 1 ? 'one is a hit' : 'ones are hits'}`;

function shellText(shells: number, all: number): string {
  if (all === 1) return 'it is a shell';
  return shells === 1 ? '1 is a shell' : `${numberText(shells)} are shells`;
}

function placeText(fresh: readonly Sighting[]): string {
  const hosts = new Set(fresh.map(({ dest }) => dest));
  const [only] = hosts;
  return hosts.size === 1 && only !== undefined && fresh.length === 1 ? only : counted(hosts.size, 'host');
}

function moreText(rest: readonly Sighting[]): string {
  if (rest.length === 0) return '';
  const shells = rest.filter(({ isShell }) => isShell).length;
  return `${numberText(rest.length)} more, ${shells === 0 ? 'no shells' : counted(shells, 'shell')}`;
}

const weight = (sighting: Sighting): number => (sighting.isShell ? 2 : 0) + (sighting.hits.length > 0 ? 1 : 0);

const byAlarm = (a: Sighting, b: Sighting): number => weight(b) - weight(a) || b.first - a.first;
