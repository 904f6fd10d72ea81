import { wildcardModifier } from './wildcard_modifier';

/** `endswith`: the field ends with the value. */
export const endswith = wildcardModifier('before', 'end', (pattern) => `(?:${pattern})$`);
