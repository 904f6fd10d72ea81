/** One measured figure; a figure with a peer was measured in the same run as the peer's. */
export interface BenchFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer?: { readonly name: string; readonly value: number };
  /** What limits the figure, or why the peer is missing. */
  readonly note?: string;
}

/** A group of figures: `npm run bench -- NAME` runs it alone. */
export interface Benchmark {
  readonly name: string;
  readonly about: string;
  readonly run: () => Promise<readonly BenchFigure[]>;
}

/** A figure as one line: value, unit, and the ratio to the peer's. */
export function formatFigure({ name, value, unit, peer, note }: BenchFigure): string {
  const against =
    peer === undefined ? '' : `; ${peer.name} ${round(peer.value)} ${unit}, ratio ${round(value / peer.value)}`;
  return `${name}: ${round(value)} ${unit}${against}${note === undefined ? '' : ` (${note})`}`;
}

function round(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
}

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
