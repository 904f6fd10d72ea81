import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A sheet at the right edge takes the height of the page; the default is a small box. */
  readonly wide?: boolean;
}

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** A modal box or sheet inside our own root: keeps the focus within, Esc closes, the focus goes back where it was. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('textarea, input, [data-autofocus]');
    (first ?? box.current)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    if (event.key === 'Tab') keepFocus(event, box.current);
  };
  return (
    <div className="ww-shade" onMouseDown={(event) => (event.target === event.currentTarget ? onClose() : undefined)}>
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        className={`ww-dialog${wide ? ' ww-dialog-wide' : ''}`}
        onKeyDown={onKeyDown}
      >
        <header className="ww-dialog-head">
          <h2 className="ww-grow">{title}</h2>
          <button type="button" className="ww-icon-button" aria-label="Close" title="Close (Esc)" onClick={onClose}>
            ✕
          </button>
        </header>
        <div className="ww-dialog-body">{children}</div>
      </div>
    </div>
  );
}

function keepFocus(event: KeyboardEvent, box: HTMLElement | null): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return;
  const leaving = event.shiftKey
    ? document.activeElement === first || document.activeElement === box
    : document.activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
