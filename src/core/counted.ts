/** Made once: toLocaleString makes one a call, which takes longer than all else in a row of a table. */
const thousands = new Intl.NumberFormat('en-US');

/** A number with thousands marked, as every page and message writes it. */
export const numberText = (value: number): string => thousands.format(value);

/** `1 host`, `2 hosts`; `many` for words that do not just take an s. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
