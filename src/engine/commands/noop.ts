import type { Runner } from './command';

/** `noop` and its like: the rows as they are. */
export const runNoop: Runner<'noop'> = () => (input) => input;
