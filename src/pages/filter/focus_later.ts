/** Puts the focus on what this selector finds once the page is drawn again: what had it may be gone then. */
export function focusLater(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
}
