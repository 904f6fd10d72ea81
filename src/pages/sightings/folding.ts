/** Which groups of the chart are open: what the page chose, and what a person changed. It stands in the address. */
export interface Folding {
  /** What "expand all" or "collapse all" said last; null while each group opens or stays closed by itself. */
  readonly all: 'open' | 'closed' | null;
  /** Groups that somebody opened or closed since, by id. */
  readonly others: ReadonlyMap<string, boolean>;
}

export const unfolded: Folding = { all: null, others: new Map() };

/** What of a group decides whether it opens by itself. */
export interface Foldable {
  readonly id: string;
  readonly fresh: number;
  readonly hits: number;
}

/** Few groups are all shown open; of many only those with something to look at. */
const ALL_OPEN = 6;

const opensByItself = ({ fresh, hits }: Foldable, count: number): boolean => count <= ALL_OPEN || fresh > 0 || hits > 0;

/** Whether a group is open; `count` is the number of groups. */
export const isGroupOpen = ({ all, others }: Folding, group: Foldable, count: number): boolean =>
  others.get(group.id) ?? (all === null ? opensByItself(group, count) : all === 'open');

/** All open or all closed. */
export const foldedAll = (open: boolean): Folding => ({ all: open ? 'open' : 'closed', others: new Map() });

/** One group opened or closed; the last one touched comes last. */
export function foldedOne({ all, others }: Folding, id: string, open: boolean): Folding {
  const next = new Map(others);
  next.delete(id);
  return { all, others: next.set(id, open) };
}

/** An address longer than some 2,000 characters is cut by mail programs and refused by proxies. */
const MOST_GROUPS = 30;

/** Puts the folding into an address; of many changed groups the last ones touched. */
export function putFolding(params: URLSearchParams, { all, others }: Folding): void {
  if (all !== null) params.set('groups', all);
  for (const [id, open] of [...others].slice(-MOST_GROUPS)) params.append(open ? 'opened' : 'closed', id);
}

/** The folding that an address asks for. */
export function foldingOf(params: URLSearchParams): Folding {
  const all = params.get('groups');
  const others = new Map<string, boolean>();
  for (const [name, id] of params) if (name === 'opened' || name === 'closed') others.set(id, name === 'opened');
  return { all: all === 'open' || all === 'closed' ? all : null, others };
}
