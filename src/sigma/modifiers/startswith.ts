import { wildcardModifier } from './wildcard_modifier';

/** `startswith`: the field begins with the value. */
export const startswith = wildcardModifier('after', 'start', (pattern) => `^(?:${pattern})`);
