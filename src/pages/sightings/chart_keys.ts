import type { RefObject } from 'react';
import type { ChartProps } from './chart_props';
import { headOf, lineOf, nextLine, rowBefore } from './chart_rows';
import type { KeyAction } from './keys';
import { panned, zoomed, type TimeSpan } from './time_axis';

const ZOOM_STEP = 0.6;
const PAN_STEP = 0.2;

/** What the keys do; they work only while the rows have the focus (WCAG 2.1.4). */
export function chartKeys(
  props: ChartProps,
  span: TimeSpan,
  change: (span: TimeSpan) => void,
  rowsRef: RefObject<HTMLElement>,
): Readonly<Record<KeyAction, () => void>> {
  const { chart, whole, openKey, onOpen } = props;
  const { rows } = chart;
  const active = chart.cursor.get();
  const go = (index: number | undefined, follow = openKey !== null): void => {
    if (index === undefined) return;
    const at = Math.max(0, Math.min(rows.count - 1, index));
    chart.actions.setActive(at);
    const line = lineOf(rows, at);
    if (follow && line?.kind === 'row') onOpen(line.sighting.key);
  };
  const line = lineOf(rows, active);
  const page = Math.max(1, Math.floor((rowsRef.current?.clientHeight ?? 480) / rows.layout.row) - 1);
  const middle = (span.from + span.to) / 2;
  const selectAnd = (by: number): void => {
    if (line?.kind === 'row') chart.actions.select(line.sighting.key);
    go(active + by, false);
  };
  return {
    up: () => go(active - 1),
    down: () => go(active + 1),
    extendUp: () => selectAnd(-1),
    extendDown: () => selectAnd(1),
    close: () => {
      if (line?.kind === 'head' && line.open) chart.actions.toggle(line.group, false);
      else go(headOf(rows, active), false);
    },
    open: () => {
      if (line?.kind === 'head' && !line.open) chart.actions.toggle(line.group, true);
      else go(active + 1);
    },
    home: () => go(0),
    end: () => go(rows.count - 1),
    pageUp: () => go(active - page),
    pageDown: () => go(active + page),
    details: () => {
      if (line?.kind === 'row') onOpen(line.sighting.key);
      else if (line !== undefined) chart.actions.toggle(line.group, !line.open);
    },
    escape: () => {
      if (chart.marked.get() !== null || chart.selected.size > 0) chart.actions.clear();
      else onOpen(null);
    },
    previous: () => go(rowBefore(rows, active), true),
    next: () =>
      go(
        nextLine(rows, active, () => true),
        true,
      ),
    zoomIn: () => change(zoomed(span, whole, ZOOM_STEP, middle)),
    zoomOut: () => change(zoomed(span, whole, 1 / ZOOM_STEP, middle)),
    panLeft: () => change(panned(span, whole, -PAN_STEP)),
    panRight: () => change(panned(span, whole, PAN_STEP)),
    fit: () => change(whole),
    nextNew: () => go(nextLine(rows, active, ({ isNew }) => isNew)),
    nextHit: () => go(nextLine(rows, active, ({ hits }) => hits.length > 0)),
    find: props.onFind,
    select: () => {
      if (line?.kind === 'row') chart.actions.select(line.sighting.key);
      else if (line !== undefined) chart.actions.toggle(line.group, !line.open);
    },
    help: props.onHelp,
  };
}
