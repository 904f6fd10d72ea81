import { mapTable, type Runner } from './command';

/** `tail`: the last rows (10), the very last first. */
export const runTail: Runner<'tail'> = ({ limit }, context) =>
  mapTable(context, ({ fields, rows }) => ({ fields, rows: rows.slice(-(limit ?? 10) || rows.length).reverse() }));
