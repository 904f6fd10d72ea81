/** Made once, and not before it is needed: making one takes longer than all else in a table or at a program's start. */
let thousands: Intl.NumberFormat | undefined;

/** A number with thousands marked, as every page and message writes it. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
  thousands ??= new Intl.NumberFormat('en-US');
  return thousands.format(value);
}

/** `1 host`, `2 hosts`; `many` for words that do not just take an s. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
