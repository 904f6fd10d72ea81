import type { ReactElement } from 'react';
import { GreyBars } from '../shared/GreyBars';

/** Strip, axis and rows in grey where those will be that are searched; nothing where none will come. */
export const GreyRows = ({ isWaiting }: { readonly isWaiting: boolean }): ReactElement => (
  <div className="ww-grey" role={isWaiting ? 'status' : undefined} aria-label={isWaiting ? 'Searching' : undefined}>
    {isWaiting ? <GreyBars count={14} /> : null}
  </div>
);
