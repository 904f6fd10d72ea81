import { mapTable, type Runner } from './command';

/** `reverse`: the last row first. */
export const runReverse: Runner<'reverse'> = (_, context) =>
  mapTable(context, ({ fields, rows }) => ({ fields, rows: [...rows].reverse() }));
