import type { Source, Span } from '../core/source';

/** A text that was made, not written: whatever is said about any part of it points at the place that it was made from. */
export function madeText(text: string, { source, start, end }: Span): Source {
  return { name: source.name, text, embedded: { parent: source, toParent: () => start, toParentEnd: () => end } };
}
