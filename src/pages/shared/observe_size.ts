/** Calls back whenever the size of an element has changed; gives what ends it. Not every browser can. */
export function observeSize(element: Element | null, onChange: () => void): () => void {
  if (element === null || typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(onChange);
  observer.observe(element);
  return () => observer.disconnect();
}
