import { comparison } from './comparison';

/** `lt`: the field is less than the number. */
export const lt = comparison('lt');
