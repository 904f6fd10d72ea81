import { comparison } from './comparison';

/** `gt`: the field is greater than the number. */
export const gt = comparison('gt');
