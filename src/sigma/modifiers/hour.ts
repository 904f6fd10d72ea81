import { timePart } from './time_part';

/** `hour`: the hour of the day (0 to 23) of a time. */
export const hour = timePart('hour');
