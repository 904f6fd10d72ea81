import type { ReactElement } from 'react';

/** Strip, axis and rows in grey where those will be that are searched; nothing where none will come. */
export const GreyRows = ({ isWaiting }: { readonly isWaiting: boolean }): ReactElement => (
  <div className="ww-grey" role={isWaiting ? 'status' : undefined} aria-label={isWaiting ? 'Searching' : undefined}>
    {isWaiting
      ? Array.from({ length: 14 }, (_, i) => <i key={i} style={{ width: `${90 - ((i * 37) % 45)}%` }} />)
      : null}
  </div>
);
