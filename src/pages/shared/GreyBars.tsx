import type { ReactElement } from 'react';

/** Bars of uneven width where rows will be; the box around them, of class `ww-grey`, says what is waited for. */
export const GreyBars = ({ count }: { readonly count: number }): ReactElement => (
  <>
    {Array.from({ length: count }, (_, i) => (
      <i key={i} style={{ width: `${90 - ((i * 37) % 45)}%` }} />
    ))}
  </>
);
