import { wildcardModifier } from './wildcard_modifier';

/** `contains`: the value stands anywhere in the field. */
export const contains = wildcardModifier('around', 'inside', (pattern) => pattern);
