import Button from '@splunk/react-ui/Button';
import { useDeferredValue, useMemo, type ReactElement } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { Mark } from '../shared/icons';
import { useStore } from '../shared/store';
import { counted, durationText, minuteText, numberText } from '../shared/times';
import type { FootProps } from './foot_props';
import { sightingsSearch } from './searches';
import { spanTotals } from './span_totals';

/** What the marked span or the selected rows come to, and the ways on from there. */
export function Totals({ view, model, chart, onZoom }: Omit<FootProps, 'onHelp'>): ReactElement {
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
