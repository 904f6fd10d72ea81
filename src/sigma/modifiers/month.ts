import { timePart } from './time_part';

/** `month`: the month (1 to 12) of a time. */
export const month = timePart('month');
