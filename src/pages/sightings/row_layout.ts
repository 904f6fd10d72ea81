/** How the chart lays out its lines: columns in one line where there is room, two lines of text around a bar on a phone. */

export type Density = 'wide' | 'phone';

/** All in pixels. */
export interface RowLayout {
  readonly density: Density;
  readonly head: number;
  readonly row: number;
  /** From the top of a row to the middle of its bar. */
  readonly bar: number;
  /** From the right edge of the rows to the plot. */
  readonly inset: number;
}

/** On a phone every line is a target of at least 44 pixels (WCAG 2.5.5). */
export const rowLayouts: Readonly<Record<Density, RowLayout>> = {
  wide: { density: 'wide', head: 26, row: 24, bar: 12, inset: 0 },
  phone: { density: 'phone', head: 44, row: 68, bar: 36, inset: 12 },
};

/** Height of a bar's ground on a phone, where bars lie between texts. */
export const BAND = 16;
