/** A number with thousands marked, as every page and message writes it. */
export const numberText = (value: number): string => value.toLocaleString('en-US');

/** `1 host`, `2 hosts`; `many` for words that do not just take an s. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
