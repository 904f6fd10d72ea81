import type { ItemModifier } from './modifier';

/** `all`: every value must match, not just one. */
export const all: ItemModifier = { kind: 'item', change: 'all' };
