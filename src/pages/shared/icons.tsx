import type { ReactElement } from 'react';

/** The marks: every colour has a shape. Each says its meaning to a screen reader unless a text beside it does. */

const shapes = {
  new: <path d="M7 1.2 12.8 7 7 12.8 1.2 7Z" fill="var(--ww-new)" />,
  hit: <path d="M7 1.5 13 12.5H1Z" fill="var(--ww-hit)" />,
  filtered: (
    <>
      <circle cx="7" cy="7" r="5" fill="none" stroke="var(--ww-filtered)" strokeWidth="1.6" />
      <path d="M3.6 10.4 10.4 3.6" stroke="var(--ww-filtered)" strokeWidth="1.6" />
    </>
  ),
  known: <path d="M1 4.5H13V9.5H1Z" fill="var(--ww-known)" />,
  canary: (
    <circle cx="7" cy="7" r="4.2" fill="none" stroke="var(--ww-canary)" strokeWidth="1.8" strokeDasharray="2.4 1.6" />
  ),
  firstEver: <path d="M2 3V11M2 7H6M6 4.5H13V9.5H6Z" fill="none" stroke="var(--ww-known)" strokeWidth="1.4" />,
  before: <path d="M6 2.5 1.5 7 6 11.5M6 7H13" fill="none" stroke="var(--ww-known)" strokeWidth="1.6" />,
  once: <path d="M5.5 1H8.5V13H5.5Z" fill="var(--ww-known)" />,
  malicious: (
    <>
      <path d="M1 1H13V13H1Z" fill="var(--ww-hit)" />
      <path d="M4 4 10 10M10 4 4 10" stroke="var(--ww-section)" strokeWidth="1.8" />
    </>
  ),
  under_review: (
    <>
      <circle cx="7" cy="7" r="5.2" fill="none" stroke="var(--ww-warn)" strokeWidth="1.6" />
      <path d="M7 4V7.4L9.4 8.8" fill="none" stroke="var(--ww-warn)" strokeWidth="1.5" />
    </>
  ),
  known_good: <path d="M2 7.5 5.5 11 12 3.5" fill="none" stroke="var(--ww-ok)" strokeWidth="2" />,
  open: <path d="M3 5 7 9.2 11 5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  closed: <path d="M5 3 9.2 7 5 11" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  copy: <path d="M5 5H12V12H5ZM9 5V2H2V9H5" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  outside: (
    <path d="M5.5 3H2.5V11.5H11V8.5M8 2H12V6M12 2 6.5 7.5" fill="none" stroke="currentColor" strokeWidth="1.3" />
  ),
} as const;

export type MarkName = keyof typeof shapes;

/** A mark; with a label it is an image, without it is decoration. */
export function Mark({ name, label }: { readonly name: MarkName; readonly label?: string }): ReactElement {
  return (
    <svg
      className="ww-icon"
      width="14"
      height="14"
      viewBox="0 0 14 14"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {label === undefined ? null : <title>{label}</title>}
      {shapes[name]}
    </svg>
  );
}
