import { rangeOf } from '../planner/time_range';
import { cellValue, planTstats } from '../planner/tstats';
import type { SqlValue } from '../store/run_query';
import { resolveSubsearches } from '../subsearch/resolve';
import type { FieldValue, Row } from '../types';
import { requireFirst, reportRowLimit, type Runner } from './command';
import { queryWithPreview, type PreviewedQuery } from './query_with_preview';

/** `tstats`: one query to the database. */
export const runTstats: Runner<'tstats'> = (command, context) => {
  requireFirst(context, command, 'Put it first, or into append [| tstats …].');
  return async function* () {
    const where = command.where === null ? null : await resolveSubsearches(command.where, context);
    const { query, columns } = planTstats({ ...command, where }, context);
    const rowOf = (cells: readonly SqlValue[]): Row => {
      const row: Record<string, FieldValue> = {};
      for (const [i, name] of columns.entries()) row[name] = cellValue(cells[i]);
      return row;
    };
    let kept = 0;
    const previewed: PreviewedQuery = {
      whole: query,
      within: (slice) => planTstats({ ...command, where }, context, slice).query,
      range: rangeOf(where, context.range, context.clock),
      tableOf: (cells) => ({ fields: columns, rows: cells.map(rowOf) }),
      ahead: context.ahead,
    };
    for await (const cells of queryWithPreview(previewed, context)) {
      const rows = cells.slice(0, context.limits.maxResultRows - kept).map(rowOf);
      kept += rows.length;
      context.counters.scanned += cells.length;
      yield { fields: columns, rows };
      if (rows.length < cells.length) reportRowLimit(context);
    }
    if (kept === 0) yield { fields: columns, rows: [] };
  };
};
