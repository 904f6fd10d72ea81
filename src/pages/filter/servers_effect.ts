import { numberOf, textOf, type Json } from '../shared/decode';
import type { EffectGroup } from './filter_effect';

/** Which (host, parent) an edited condition would newly count as web servers, and which no longer. */

export interface ServerCount {
  /** Pairs of host and parent. */
  readonly servers: number;
  readonly starts: number;
}

export interface ServersEffect {
  readonly kind: 'web_servers';
  readonly saved: ServerCount;
  readonly edited: ServerCount;
  readonly comes: readonly ServerChange[];
  readonly goes: readonly ServerChange[];
  /** Sightings that nobody would see any more. */
  readonly vanishes: readonly EffectGroup[];
}

/** A program on a host, with the children whose starts come or go. */
export interface ServerChange {
  readonly host: string;
  readonly parent: string;
  /** It counts before and after, with other starts. */
  readonly isPart: boolean;
  readonly starts: number;
  readonly children: readonly EffectGroup[];
}

/** The difference between the sightings by the saved and by the edited condition, rows as `sightingsSearchWhere` gives them. */
export function serversEffect(before: readonly Json[], after: readonly Json[]): ServersEffect {
  const [old, young] = [sightingsIn(before), sightingsIn(after)];
  const [oldPairs, youngPairs] = [pairsIn(old), pairsIn(young)];
  const isPart = (pair: string): boolean => oldPairs.has(pair) && youngPairs.has(pair);
  return {
    kind: 'web_servers',
    saved: countOf(old, oldPairs),
    edited: countOf(young, youngPairs),
    comes: changes(beyond(young, old), isPart),
    goes: changes(beyond(old, young), isPart),
    vanishes: [...old].filter(([id]) => !young.has(id)).map(([, sighting]) => sighting.group),
  };
}

interface Sighting {
  readonly pair: string;
  readonly group: EffectGroup;
}

const sightingsIn = (rows: readonly Json[]): ReadonlyMap<string, Sighting> =>
  new Map(
    rows.map((row) => {
      const [host, parent, child] = [row.dest_key, row.parent_key, row.child_key].map(textOf);
      const pair = JSON.stringify([host, parent]);
      return [`${pair} ${child ?? ''}`, { pair, group: groupOf(row) }];
    }),
  );

const groupOf = (row: Json): EffectGroup => ({
  host: textOf(row.dest),
  parent: textOf(row.parent_process_name),
  child: textOf(row.process_name),
  example: textOf(row.example),
  results: numberOf(row.starts) ?? 0,
  last: textOf(row.last_time),
  by: null,
});

const pairsIn = (sightings: ReadonlyMap<string, Sighting>): ReadonlySet<string> =>
  new Set([...sightings.values()].map(({ pair }) => pair));

const countOf = (sightings: ReadonlyMap<string, Sighting>, pairs: ReadonlySet<string>): ServerCount => ({
  servers: pairs.size,
  starts: startsOf([...sightings.values()].map(({ group }) => group)),
});

const startsOf = (groups: readonly EffectGroup[]): number => groups.reduce((sum, { results }) => sum + results, 0);

/** The starts that `these` have and `others` lack. */
function beyond(these: ReadonlyMap<string, Sighting>, others: ReadonlyMap<string, Sighting>): readonly Sighting[] {
  return [...these].flatMap(([id, { pair, group }]) => {
    const results = group.results - (others.get(id)?.group.results ?? 0);
    return results > 0 || !others.has(id) ? [{ pair, group: { ...group, results } }] : [];
  });
}

/** By host and parent: whole ones first, most starts first. */
function changes(sightings: readonly Sighting[], isPart: (pair: string) => boolean): readonly ServerChange[] {
  const children = new Map<string, EffectGroup[]>();
  for (const { pair, group } of sightings) {
    const known = children.get(pair);
    if (known === undefined) children.set(pair, [group]);
    else known.push(group);
  }
  return [...children].map(([pair, groups]) => changeOf(groups, isPart(pair))).sort(byWeight);
}

const changeOf = (groups: readonly EffectGroup[], isPart: boolean): ServerChange => ({
  host: groups[0]?.host ?? '',
  parent: groups[0]?.parent ?? '',
  isPart,
  starts: startsOf(groups),
  children: [...groups].sort((a, b) => b.results - a.results),
});

const byWeight = (a: ServerChange, b: ServerChange): number =>
  Number(a.isPart) - Number(b.isPart) || b.starts - a.starts;
