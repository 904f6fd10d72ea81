import type { ReactElement } from 'react';

/** Fields as wide as their controls are in the usual view; null takes what is left. */
const fields: readonly (readonly [label: string, width: number | null, name?: string])[] = [
  ['Time range', 127],
  ['New since', 200],
  ['Find', null],
  ['Show', 194, 'show'],
  ['On at most', 106],
  ['Review', 65],
  ['Group by', 169],
  ['Sort', 100],
];

/** Holds the place of the filter bar, so that nothing moves when it comes. */
export const FilterBarWait = (): ReactElement => (
  <div className="ww-filters ww-box ww-no-print" aria-hidden="true">
    {fields.map(([label, width, name]) => (
      <div
        key={label}
        className={`ww-field${width === null ? ' ww-field-grows' : ''}${name === undefined ? '' : ` ww-field-${name}`}`}
      >
        <span className="ww-label">{label}</span>
        <div className="ww-control-wait" style={width === null ? undefined : { width }} />
      </div>
    ))}
  </div>
);
