import type { ReactElement } from 'react';

/** Fields as wide as their controls are in the usual view; null takes what is left. */
const fields: readonly (readonly [label: string, width: number | null])[] = [
  ['Time range', 127],
  ['New since', 200],
  ['Find', null],
  ['Show', 194],
  ['On at most', 106],
  ['Review', 65],
  ['Group by', 169],
  ['Sort', 100],
];

/** Holds the place of the filter bar, so that nothing moves when it comes. */
export const FilterBarWait = ({ isPhone }: { readonly isPhone: boolean }): ReactElement => (
  <div className={`ww-filters ww-no-print${isPhone ? '' : ' ww-box'}`} aria-hidden="true">
    {(isPhone ? [] : fields).map(([label, width]) => (
      <div key={label} className={`ww-field${width === null ? ' ww-field-grows' : ''}`}>
        <span className="ww-label">{label}</span>
        <div className="ww-control-wait" style={width === null ? undefined : { width }} />
      </div>
    ))}
  </div>
);
