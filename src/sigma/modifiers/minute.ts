import { timePart } from './time_part';

/** `minute`: the minute of the hour (0 to 59) of a time. */
export const minute = timePart('minute');
