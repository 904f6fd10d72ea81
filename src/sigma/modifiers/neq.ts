import type { ItemModifier } from './modifier';

/** `neq`: none of the values matches; a field that is missing differs from every value. */
export const neq: ItemModifier = { kind: 'item', change: 'negate' };
