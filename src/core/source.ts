/** A text and where it came from, so that every message can point at a line of a file a person can open. */

/** A whole file, or a text that is embedded in another one (SPL inside a YAML block). */
export interface Source {
  /** What a person calls this text: a path, or `<argument>`. */
  readonly name: string;
  readonly text: string;
  /** Set when the text was cut out of another file: gives the place in that file for an offset in `text`. */
  readonly embedded?: {
    readonly parent: Source;
    readonly toParent: (offset: number) => number;
    /** For the end of a span, where it differs: what one place stands for (a macro's text) has a start and an end there. */
    readonly toParentEnd?: (offset: number) => number;
  };
}

/** A piece of a source: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A place in a text, both 1-based; columns count UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** Offsets at which the lines of a source begin; computed once a source. */
export function lineStarts(source: Source): readonly number[] {
  const known = lineStartsOf.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineStartsOf.set(source, starts);
  return starts;
}

/** Line and column of an offset; an offset outside the text is clamped to it. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const at = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

/** The same piece in the outermost file, however deeply the text is embedded. */
export function rootSpan(span: Span): Span {
  const { embedded } = span.source;
  if (embedded === undefined) return span;
  return rootSpan({
    source: embedded.parent,
    start: embedded.toParent(span.start),
    end: (embedded.toParentEnd ?? embedded.toParent)(span.end),
  });
}

/** A span over a whole source. */
export function wholeSpan(source: Source): Span {
  return { source, start: 0, end: source.text.length };
}
