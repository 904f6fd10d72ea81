import { useMemo, useState } from 'react';
import { chartLines, indexOfKey, type ChartLines } from './chart_rows';
import { groupSightings, opensByItself, type Group } from './narrow';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';
import type { Grouping } from './view_state';

/** What is open, active, selected and marked in the chart. */
export interface ChartState {
  readonly groups: readonly Group[];
  readonly rows: ChartLines;
  /** Index of the line that the keyboard is on. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly toggle: (group: Group) => void;
  readonly setAll: (open: boolean) => void;
  readonly reveal: (key: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly select: (key: string) => void;
  readonly marked: TimeSpan | null;
  readonly mark: (span: TimeSpan | null) => void;
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

const flipped = (set: ReadonlySet<string>, value: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
};

/** State of the chart over these sightings; opening and closing is remembered by group name. */
export function useChartState(sightings: readonly Sighting[], grouping: Grouping): ChartState {
  const [toggled, setToggled] = useState(none);
  const [active, setActive] = useState(0);
  const [selected, setSelected] = useState(none);
  const [marked, mark] = useState<TimeSpan | null>(null);
  const groups = useMemo(() => groupSightings(sightings, grouping), [sightings, grouping]);
  const rows = useMemo(() => chartLines(groups, toggled), [groups, toggled]);
  return {
    groups,
    rows,
    active: Math.min(active, Math.max(0, rows.lines.length - 1)),
    setActive,
    toggle: ({ id }) => {
      setToggled((before) => flipped(before, id));
    },
    setAll: (open) => {
      setToggled(new Set(groups.filter((group) => opensByItself(group, groups.length) !== open).map(({ id }) => id)));
    },
    reveal: (key) => {
      const at = indexOfKey(rows, key);
      if (at !== -1) setActive(at);
      const closed = groups.find((group) => group.sightings.some((sighting) => sighting.key === key));
      if (at !== -1 || closed === undefined) return;
      const next = flipped(toggled, closed.id);
      setToggled(next);
      setActive(indexOfKey(chartLines(groups, next), key));
    },
    selected,
    select: (key) => {
      setSelected((before) => flipped(before, key));
    },
    marked,
    mark,
    clear: () => {
      mark(null);
      setSelected(none);
    },
  };
}
