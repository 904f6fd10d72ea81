import { timePart } from './time_part';

/** `week`: the ISO week of the year (1 to 53) of a time. */
export const week = timePart('week');
