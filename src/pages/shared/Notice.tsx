import type { ReactElement, ReactNode } from 'react';

type Tone = 'plain' | 'warning' | 'error';

/** A message in the page: what is the case, and the buttons that lead on. */
export function Notice({
  tone,
  children,
  actions,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}): ReactElement {
  return (
    <div className={`ww-notice ww-notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <div className="ww-grow">{children}</div>
      {actions === undefined ? null : <div className="ww-row ww-no-print">{actions}</div>}
    </div>
  );
}
