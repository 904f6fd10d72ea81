import { frequencies } from './top';
import type { Runner } from './command';

/** `rare`: the least frequent values with their count and share. */
export const runRare: Runner<'rare'> = (command, context) => frequencies(command, context, 1);
