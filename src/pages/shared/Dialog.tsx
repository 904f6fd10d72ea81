import type { ReactElement, ReactNode } from 'react';
import { useModal } from './use_modal';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A sheet at the right edge takes the height of the page; the default is a small box. On a phone all are sheets. */
  readonly wide?: boolean;
}

/** A modal box or sheet inside our own root: keeps the focus within, Esc closes, the focus goes back where it was. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps): ReactElement {
  const { box, onKeyDown } = useModal(onClose);
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
