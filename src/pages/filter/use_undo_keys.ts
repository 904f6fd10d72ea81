import { useEffect, useRef } from 'react';

/** Marks what undo belongs to; other text fields keep the browser's own. */
export const UNDOABLE = 'ww-undoable';

interface Steps {
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** Ctrl+Z and Ctrl+Y or Ctrl+Shift+Z on the whole page: whole steps, whatever has the focus; a row that goes loses it. */
export function useUndoKeys(steps: Steps, isWanted: boolean, otherwise: string): void {
  const latest = useRef(steps);
  latest.current = steps;
  useEffect(() => {
    if (!isWanted) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = isElsewhere(event.target) ? undefined : stepOf(event, latest.current);
      if (act === undefined) return;
      event.preventDefault();
      act();
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById(otherwise)?.focus();
      });
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => {
      globalThis.removeEventListener('keydown', onKeyDown);
    };
  }, [isWanted, otherwise]);
}

function stepOf(event: KeyboardEvent, { onUndo, onRedo }: Steps): (() => void) | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? onRedo : onUndo;
  return key === 'y' ? onRedo : undefined;
}

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea') !== null && target.closest(`.${UNDOABLE}`) === null;
