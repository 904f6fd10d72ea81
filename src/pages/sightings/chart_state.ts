import { useEffect, useMemo, useRef, useState } from 'react';
import { createStore, type Store } from '../shared/store';
import { chartLines, indexOfKey, type ChartLines } from './chart_rows';
import { foldedAll, foldedOne, type Folding } from './folding';
import type { Group } from './narrow';
import type { RowLayout } from './row_layout';
import type { TimeSpan } from './time_axis';

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

const flipped = (set: ReadonlySet<string>, value: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
};

/** What the chart shows and how. */
export interface Charted {
  readonly groups: readonly Group[];
  readonly layout: RowLayout;
  readonly folding: Folding;
  readonly onFolding: (folding: Folding) => void;
}

/** State of the chart over these groups. */
export function useChartState({ groups, layout, folding, onFolding }: Charted): ChartState {
  const [cursor] = useState(() => createStore(0));
  const [marked] = useState(() => createStore<TimeSpan | null>(null));
  const [selected, setSelected] = useState(nothing);
  const rows = useMemo(() => chartLines(groups, folding, layout), [groups, folding, layout]);
  const latest = useRef({ rows, folding, onFolding });
  latest.current = { rows, folding, onFolding };
  const actions = useMemo<ChartActions>(() => {
    const fold = (next: Folding): void => {
      latest.current.folding = next;
      latest.current.onFolding(next);
    };
    return {
      setActive: cursor.set,
      toggle: (group, isOpen) => fold(foldedOne(latest.current.folding, group.id, isOpen)),
      setAll: (isOpen) => fold(foldedAll(isOpen)),
      reveal: (key) => {
        const at = revealed(latest.current, key, fold);
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
  { rows, folding }: { readonly rows: ChartLines; readonly folding: Folding },
  key: string,
  fold: (next: Folding) => void,
): number {
  const at = indexOfKey(rows, key);
  const closed = rows.groups.find(({ sightings }) => sightings.some((sighting) => sighting.key === key));
  if (at !== -1 || closed === undefined) return at;
  const next = foldedOne(folding, closed.id, true);
  fold(next);
  return indexOfKey(chartLines(rows.groups, next, rows.layout), key);
}
