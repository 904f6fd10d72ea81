import { timePart } from './time_part';

/** `day`: the day of the month (1 to 31) of a time. */
export const day = timePart('day');
