import type { ReactElement } from 'react';
import { visibleText } from '../shared/visible_text';
import { narrowings, withoutFilters, type ViewState } from './view_state';

/** What the rows are narrowed to by a click in the details, with a way back: no control of the filter bar shows it. */
export function NarrowedTo({
  view,
  onChange,
}: {
  readonly view: ViewState;
  readonly onChange: (change: Partial<ViewState>) => void;
}): ReactElement | null {
  const active = narrowings.filter((name) => view[name] !== '');
  if (active.length === 0) return null;
  return (
    <div className="ww-row ww-narrowed" role="group" aria-label="Narrowed to">
      <span className="ww-muted">Only</span>
      {active.map((name) => (
        <button
          key={name}
          type="button"
          className="ww-chip"
          aria-label={`${name} ${view[name]}, remove`}
          onClick={() => onChange({ [name]: '' })}
        >
          {name} <bdi>{visibleText(view[name])}</bdi> <span className="ww-no-print">✕</span>
        </button>
      ))}
      <button type="button" className="ww-link ww-no-print" onClick={() => onChange(withoutFilters(view))}>
        Clear filters
      </button>
    </div>
  );
}
