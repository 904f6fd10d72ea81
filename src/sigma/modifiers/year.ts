import { timePart } from './time_part';

/** `year`: the year of a time. */
export const year = timePart('year');
