import { comparison } from './comparison';

/** `gte`: the field is at least the number. */
export const gte = comparison('gte');
