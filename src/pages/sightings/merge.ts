import {
  isShellName,
  type BaselineRecord,
  type RangeRow,
  type Review,
  type Sighting,
  type SightingState,
} from './sighting';

/** Puts range, baseline, detections and reviews together, by key; pure, so that tests can say what "new" means. */

/** Which sightings a detection found, without its filter and with it. */
export interface DetectionHits {
  readonly detection: string;
  readonly found: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
}

export interface MergeInput {
  readonly rows: readonly RangeRow[];
  /** null: could not be read, or nobody has built it yet. */
  readonly baseline: readonly BaselineRecord[] | null;
  readonly hits: readonly DetectionHits[];
  readonly reviews: ReadonlyMap<string, Review>;
  /** Epoch seconds: what began at or after it is new. */
  readonly newSince: number;
}

/** All sightings of the range with their states. */
export function mergeSightings(input: MergeInput): readonly Sighting[] {
  const baseline = new Map((input.baseline ?? []).map((record) => [record.key, record]));
  const hosts = hostsByPair(input);
  return input.rows.map((row) => {
    const known = baseline.get(row.key);
    const firstEver = input.baseline === null ? null : Math.min(row.first, known?.firstSeen ?? Infinity);
    const review = input.reviews.get(row.key) ?? null;
    const hits = input.hits.filter(({ left }) => left.has(row.key)).map(({ detection }) => detection);
    const hidden = input.hits
      .filter(({ found, left }) => found.has(row.key) && !left.has(row.key))
      .map(({ detection }) => detection);
    const isNew = !row.isCanary && review?.verdict !== 'known_good' && (firstEver ?? row.first) >= input.newSince;
    return {
      ...row,
      firstEver,
      hosts: hosts.get(pairOf(row)) ?? 1,
      hits,
      hidden,
      isNew,
      isShell: isShellName(row.child),
      review,
      state: strongest(hits.length > 0, isNew, hidden.length > 0),
    };
  });
}

function strongest(hit: boolean, isNew: boolean, filtered: boolean): SightingState {
  if (hit) return 'hit';
  if (isNew) return 'new';
  return filtered ? 'filtered' : 'known';
}

interface Named {
  readonly dest: string;
  readonly parent: string;
  readonly child: string;
}

const pairOf = ({ parent, child }: Named): string => `${parent.toLowerCase()}|${child.toLowerCase()}`;

/** On how many hosts each (parent, child) ran, in baseline and range together. */
function hostsByPair({ rows, baseline }: MergeInput): ReadonlyMap<string, number> {
  const counted = new Set<string>();
  const counts = new Map<string, number>();
  const note = (named: Named & { readonly key: string }): void => {
    if (counted.has(named.key)) return;
    counted.add(named.key);
    const pair = pairOf(named);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  };
  rows.forEach(note);
  (baseline ?? []).forEach(note);
  return counts;
}

/** How many hosts there are in all, in baseline and range together. */
export function hostCount(rows: readonly Named[], baseline: readonly Named[] | null): number {
  const hosts = new Set(rows.map(({ dest }) => dest.toLowerCase()));
  (baseline ?? []).forEach(({ dest }) => hosts.add(dest.toLowerCase()));
  return hosts.size;
}
