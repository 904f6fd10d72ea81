/** Long enough that cutting costs nothing, short enough that a replacement in every character stays small in memory. */
const STRETCH = 1 << 16;
/** No entity is longer. */
const LONGEST_ENTITY = 16;

/**
 * A text changed stretch by stretch, each part by itself: a single replacement with millions of hits in a text of
 * megabytes takes a hundred times its memory. No surrogate pair and no XML entity is cut in two.
 */
export function changeStretches(text: string, change: (stretch: string) => string): string {
  if (text.length <= STRETCH) return change(text);
  const changed: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = stretchEnd(text, at);
    changed.push(change(text.slice(at, end)));
    at = end;
  }
  return changed.join('');
}

function stretchEnd(text: string, start: number): number {
  const end = start + STRETCH;
  if (end >= text.length) return text.length;
  const entity = text.slice(end - LONGEST_ENTITY, end).lastIndexOf('&');
  if (entity !== -1) return end - LONGEST_ENTITY + entity;
  const unit = text.charCodeAt(end);
  return unit >= 0xdc00 && unit <= 0xdfff ? end - 1 : end;
}
