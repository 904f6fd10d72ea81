import { useState, type ReactElement } from 'react';
import { counted, minuteText, type Clock } from '../times';
import type { FilterChange } from './filter_history';

interface HistoryListProps {
  readonly history: readonly FilterChange[];
  readonly clock: Clock;
  readonly onRestore: (change: FilterChange, which: 'definition' | 'previous') => void;
}

/** Who changed the filter, when and why; each version can be looked at and taken back. */
export function HistoryList({ history, clock, onRestore }: HistoryListProps): ReactElement {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div className="ww-block">
      <h3>History, {counted(history.length, 'change')}</h3>
      {history.length === 0 ? <p className="ww-muted">Nobody has changed this filter yet.</p> : null}
      {history.map((change, i) => (
        <div key={`${change.time} ${i}`} style={{ marginTop: 6 }}>
          <div className="ww-row">
            <span>{minuteText(clock, change.time)}</span>
            <b>{change.user}</b>
            <span className="ww-grow" dir="auto">
              {change.reason}
            </span>
            <button
              type="button"
              className="ww-link"
              aria-expanded={open === i}
              onClick={() => setOpen(open === i ? null : i)}
            >
              Compare
            </button>
            <button type="button" className="ww-link" onClick={() => onRestore(change, 'previous')}>
              Restore the text before
            </button>
          </div>
          {open === i ? (
            <>
              <span className="ww-label">Before</span>
              <pre className="ww-code ww-mono">{change.previous}</pre>
              <span className="ww-label">After</span>
              <pre className="ww-code ww-mono">{change.definition}</pre>
            </>
          ) : null}
        </div>
      ))}
    </div>
  );
}
