import type { ReactElement, ReactNode } from 'react';

/** A line below a row: what is to be thought of, and what can be done about it at once. */
export function Hint({
  tone,
  children,
  action,
  onAction,
}: {
  readonly tone: 'error' | 'warning';
  readonly children: ReactNode;
  readonly action?: string | undefined;
  readonly onAction?: () => void;
}): ReactElement {
  return (
    <p className={`ww-hint ww-hint-${tone}`}>
      <Sign tone={tone} />
      <span>
        {children}{' '}
        {action === undefined ? null : (
          <button type="button" className="ww-link ww-underlined" onClick={onAction}>
            {action}
          </button>
        )}
      </span>
    </p>
  );
}

const Sign = ({ tone }: { readonly tone: 'error' | 'warning' }): ReactElement => (
  <svg className="ww-icon" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
    {tone === 'error' ? (
      <>
        <circle cx="7" cy="7" r="6.2" fill="var(--ww-hit)" />
        <path d="M4.4 4.4 9.6 9.6M9.6 4.4 4.4 9.6" stroke="var(--ww-section)" strokeWidth="1.6" />
      </>
    ) : (
      <>
        <path d="M7 1 13.5 13H.5Z" fill="var(--ww-warn)" />
        <path d="M7 5V9M7 10.4V12" stroke="var(--ww-section)" strokeWidth="1.5" />
      </>
    )}
  </svg>
);
