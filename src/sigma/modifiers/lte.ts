import { comparison } from './comparison';

/** `lte`: the field is at most the number. */
export const lte = comparison('lte');
