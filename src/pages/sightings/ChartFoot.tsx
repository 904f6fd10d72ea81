import type { ReactElement } from 'react';
import { Mark, type MarkName } from '../shared/icons';
import { useStore } from '../shared/store';
import { counted, numberText } from '../shared/times';
import type { ChartState } from './chart_state';
import type { FootProps } from './foot_props';
import { Later, Totals } from './later_parts';

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

/** Zone and keys; while a span or rows are marked, their totals instead. */
export function ChartFoot({ view, model, chart, onZoom, onHelp }: FootProps): ReactElement {
  const { clock } = model;
  const marked = useStore(chart.marked);
  const isMarked = view.tab === 'chart' && (marked !== null || chart.selected.size > 0);
  if (isMarked)
    return (
      <Later>
        <Totals view={view} model={model} chart={chart} onZoom={onZoom} />
      </Later>
    );
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
