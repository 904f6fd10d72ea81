import { numberText } from '../values/value';

/** Bins of numbers that are no times. */
export type NumberSpan =
  | { readonly kind: 'number'; readonly size: number }
  | { readonly kind: 'log'; readonly coefficient: number; readonly base: number };

/** `low-high`, the bin in which a number lies; the upper end belongs to the next bin. */
export function numberBin(value: number, span: NumberSpan): string {
  const [low, high] = span.kind === 'log' ? logBounds(value, span) : linearBounds(value, span.size);
  return `${numberText(low)}-${numberText(high)}`;
}

function linearBounds(value: number, size: number): readonly [number, number] {
  const decimals = Math.max(0, -Math.floor(Math.log10(size)) + 2);
  const low = Math.floor(value / size + 1e-9) * size;
  return [Number(low.toFixed(decimals)), Number((low + size).toFixed(decimals))];
}

function logBounds(
  value: number,
  { coefficient, base }: { readonly coefficient: number; readonly base: number },
): readonly [number, number] {
  if (value <= 0) return [0, coefficient];
  const power = Math.floor(Math.log(value / coefficient) / Math.log(base) + 1e-9);
  return [coefficient * base ** power, coefficient * base ** (power + 1)];
}

/** The finest of 1, 2, 5, 10 … (times a power of ten) that needs no more than so many bins. */
export function autoNumberSpan(low: number, high: number, bins: number): number {
  const least = (high - low) / Math.max(1, bins);
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least) ?? 10 * power;
}
