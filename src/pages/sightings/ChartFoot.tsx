import { useDeferredValue, useMemo, type ReactElement } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { Mark, type MarkName } from '../shared/icons';
import { useStore } from '../shared/store';
import { counted, durationText, minuteText, numberText } from '../shared/times';
import type { ChartState } from './chart_state';
import { Button } from './later_parts';
import { spanTotals } from './overview';
import { sightingsSearch } from './searches';
import type { TimeSpan } from './time_axis';
import type { Model } from './use_model';
import type { ViewState } from './view_state';

const meanings: readonly (readonly [MarkName, string])[] = [
  ['new', 'New'],
  ['hit', 'Hit'],
  ['filtered', 'Filtered'],
  ['known', 'Known'],
  ['canary', 'Canary'],
  ['firstEver', 'First ever'],
  ['before', 'Before range'],
  ['once', 'Seen once'],
];

/** What the marks mean; for the chart also the way to open and close all groups. */
export function Legend({
  chart,
  isShort,
}: {
  readonly chart: ChartState | null;
  readonly isShort: boolean;
}): ReactElement {
  const shown = chart === null || isShort ? meanings.slice(0, 5) : meanings;
  return (
    <div className="ww-legend">
      {shown.map(([name, text]) => (
        <span key={name}>
          <Mark name={name} />
          {text}
        </span>
      ))}
      {chart === null || chart.rows.groups.length < 2 ? null : (
        <>
          <button type="button" className="ww-link" onClick={() => chart.actions.setAll(true)}>
            Expand all
          </button>
          <button type="button" className="ww-link" onClick={() => chart.actions.setAll(false)}>
            Collapse all
          </button>
        </>
      )}
    </div>
  );
}

interface FootProps {
  readonly view: ViewState;
  readonly model: Model;
  readonly chart: ChartState;
  readonly onZoom: (zoom: TimeSpan) => void;
  readonly onHelp: () => void;
}

/** Zone and keys; while a span or rows are marked, their totals instead. */
export function ChartFoot({ view, model, chart, onZoom, onHelp }: FootProps): ReactElement {
  const { clock } = model;
  const marked = useStore(chart.marked);
  const isMarked = view.tab === 'chart' && (marked !== null || chart.selected.size > 0);
  if (isMarked) return <Totals view={view} model={model} chart={chart} onZoom={onZoom} />;
  return (
    <div className="ww-foot">
      <span>
        Times in <b>{clock.zone.name}</b>
      </span>
      <span>
        {model.shown.length === model.all.length
          ? counted(model.all.length, 'sighting')
          : `${numberText(model.shown.length)} of ${counted(model.all.length, 'sighting')}`}
      </span>
      <span className="ww-foot-keys ww-no-print">
        {view.tab === 'chart' ? (
          <>
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> row
            </span>
            <span>
              <kbd>W</kbd> <kbd>S</kbd> zoom
            </span>
            <span>
              <kbd>A</kbd> <kbd>D</kbd> pan
            </span>
            <span>
              <kbd>F</kbd> fit
            </span>
          </>
        ) : (
          <>
            <span>Cut text shows in full on hover and in the details</span>
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> row
            </span>
            <span>
              <kbd>Enter</kbd> details
            </span>
          </>
        )}
        <button type="button" className="ww-link" onClick={onHelp}>
          <kbd>?</kbd> all keys
        </button>
      </span>
    </div>
  );
}

function Totals({ view, model, chart, onZoom }: Omit<FootProps, 'onHelp'>): ReactElement {
  const { selected } = chart;
  // The totals of 200,000 rows may come a moment after the hand that drags.
  const marked = useDeferredValue(useStore(chart.marked));
  const totals = useMemo(() => spanTotals(model.shown, marked, selected), [model.shown, marked, selected]);
  const { clock } = model;
  const [earliest, latest] =
    marked === null ? [view.range.earliest, view.range.latest] : [marked.from.toFixed(0), marked.to.toFixed(0)];
  return (
    <div className="ww-totals" role="status">
      <span>
        <b>{counted(totals.hosts, 'host')}</b>
        {marked === null
          ? `, ${counted(selected.size, 'row')} selected`
          : `, ${minuteText(clock, marked.from)} to ${minuteText(clock, marked.to)} ${clock.zone.name} (${durationText(marked.to - marked.from)})`}
      </span>
      {totals.starts === null ? null : (
        <span>
          <b>{numberText(totals.starts)}</b> {totals.starts === 1 ? 'start' : 'starts'}
        </span>
      )}
      <span>
        <b>{numberText(totals.children)}</b> {totals.children === 1 ? 'child' : 'children'}
      </span>
      <span className="ww-count">
        <Mark name="new" /> <b>{numberText(totals.fresh)}</b> new
      </span>
      <span className="ww-count">
        <Mark name="hit" /> <b>{numberText(totals.hits)}</b> {totals.hits === 1 ? 'hit' : 'hits'}
      </span>
      <span className="ww-row ww-no-print" style={{ marginLeft: 'auto' }}>
        <Button appearance="primary" to={searchPageAddress(sightingsSearch, earliest, latest)} openInNewContext>
          Open in search
        </Button>
        {marked === null ? null : <Button onClick={() => onZoom(marked)}>Zoom to selection</Button>}
        <button type="button" className="ww-link" onClick={chart.actions.clear}>
          Clear (Esc)
        </button>
      </span>
    </div>
  );
}
