import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

interface Modal {
  readonly box: RefObject<HTMLDivElement>;
  /** Keeps Tab within the box and closes on Esc; other keys stay within too. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * What a box that covers the page owes the keyboard: it takes the focus (on its first text field, else on itself), keeps
 * it, closes on Esc and gives the focus back to where it was. A box that stands beside (`isModal` false) only gives back
 * the focus that it has when it goes.
 */
export function useModal(onClose: () => void, isModal = true): Modal {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = box.current;
    const first = element?.querySelector<HTMLElement>('[data-autofocus], textarea, input');
    if (isModal) (first ?? element)?.focus();
    return () => {
      const owned = isModal || element?.contains(document.activeElement) === true;
      if (owned && before instanceof HTMLElement) before.focus();
    };
  }, [isModal]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Menus open in a layer of their own, but React hands their keys to us too.
    if (!isModal || !(event.target instanceof Node) || box.current?.contains(event.target) !== true) return;
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    if (event.key === 'Tab') keepFocus(event, box.current);
  };
  return { box, onKeyDown };
}

function keepFocus(event: KeyboardEvent, box: HTMLElement): void {
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isShown);
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return;
  const { activeElement } = document;
  const leaving = event.shiftKey ? activeElement === first || activeElement === box : activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

/** What the style sheet hides cannot take the focus, and the trap would be open there. Not every browser can say. */
const isShown = (element: HTMLElement): boolean =>
  typeof element.checkVisibility !== 'function' || element.checkVisibility({ visibilityProperty: true });
