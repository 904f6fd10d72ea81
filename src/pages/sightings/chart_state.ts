import { useEffect, useMemo, useRef, useState } from 'react';
import { createStore, type Store } from '../shared/store';
import { chartLines, indexOfKey, type ChartLines } from './chart_rows';
import { groupSightings, type Group } from './narrow';
import type { RowLayout } from './row_layout';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';
import type { Grouping } from './view_state';

/** What can be done in the chart; these functions stay the same as long as the page does. */
export interface ChartActions {
  readonly setActive: (index: number) => void;
  readonly toggle: (group: Group, open: boolean) => void;
  readonly setAll: (open: boolean) => void;
  readonly reveal: (key: string) => void;
  readonly select: (key: string) => void;
  readonly mark: (span: TimeSpan | null) => void;
  readonly clear: () => void;
}

/** What is open, active, selected and marked in the chart. */
export interface ChartState {
  readonly rows: ChartLines;
  /** Index of the line that the keyboard is on. */
  readonly cursor: Store<number>;
  readonly selected: ReadonlySet<string>;
  /** The span that a drag has marked. */
  readonly marked: Store<TimeSpan | null>;
  readonly actions: ChartActions;
}

const nothing: ReadonlySet<string> = new Set();

/** Which groups a person opened or closed, by grouping and name: kept while data and filters change around them. */
type Chosen = Readonly<Record<Grouping, ReadonlyMap<string, boolean>>>;

const untouched: Chosen = { host: new Map(), parent: new Map(), child: new Map() };

const flipped = (set: ReadonlySet<string>, value: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
};

const choose = (chosen: Chosen, grouping: Grouping, groups: readonly Group[], open: boolean): Chosen => ({
  ...chosen,
  [grouping]: new Map([...chosen[grouping], ...groups.map(({ id }) => [id, open] as const)]),
});

/** State of the chart over these sightings. */
export function useChartState(sightings: readonly Sighting[], grouping: Grouping, layout: RowLayout): ChartState {
  const [chosen, setChosen] = useState(untouched);
  const [cursor] = useState(() => createStore(0));
  const [marked] = useState(() => createStore<TimeSpan | null>(null));
  const [selected, setSelected] = useState(nothing);
  const groups = useMemo(() => groupSightings(sightings, grouping), [sightings, grouping]);
  const rows = useMemo(() => chartLines(groups, chosen[grouping], layout), [groups, chosen, grouping, layout]);
  const latest = useRef({ rows, chosen, grouping });
  latest.current = { rows, chosen, grouping };
  const actions = useMemo<ChartActions>(() => {
    const open = (which: readonly Group[], isOpen: boolean): void => {
      setChosen((before) => choose(before, latest.current.grouping, which, isOpen));
    };
    return {
      setActive: cursor.set,
      toggle: (group, isOpen) => open([group], isOpen),
      setAll: (isOpen) => open(latest.current.rows.groups, isOpen),
      reveal: (key) => {
        const at = revealed(latest.current, key, open);
        if (at !== -1) cursor.set(at);
      },
      select: (key) => setSelected((before) => flipped(before, key)),
      mark: marked.set,
      clear: () => {
        marked.set(null);
        setSelected(nothing);
      },
    };
  }, [cursor, marked]);
  useEffect(() => cursor.set(Math.min(cursor.get(), Math.max(0, rows.count - 1))), [cursor, rows]);
  return useMemo(() => ({ rows, cursor, selected, marked, actions }), [rows, cursor, selected, marked, actions]);
}

/** The line of a sighting, after opening its group where it is closed; -1 when it is filtered out. */
function revealed(
  { rows, chosen, grouping }: { readonly rows: ChartLines; readonly chosen: Chosen; readonly grouping: Grouping },
  key: string,
  open: (which: readonly Group[], isOpen: boolean) => void,
): number {
  const at = indexOfKey(rows, key);
  const closed = rows.groups.find(({ sightings }) => sightings.some((sighting) => sighting.key === key));
  if (at !== -1 || closed === undefined) return at;
  open([closed], true);
  const next = choose(chosen, grouping, [closed], true)[grouping];
  return indexOfKey(chartLines(rows.groups, next, rows.layout), key);
}
