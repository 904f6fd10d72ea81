import type { Row } from '../types';
import { addFields } from '../values/row';
import { requireFirst, type Runner } from './command';
import { MOST_ADDED_ROWS } from './subsearch_limits';
import { rowKey } from './uniq';

/** `set`: the rows of either search, of one alone or of both; rows are the same when all their fields are. */
export const runSet: Runner<'set'> = (command, context) => {
  const { operation, left, right } = command;
  requireFirst(context, command, 'Put it first.');
  return async function* () {
    const one = await context.runSubsearch(left.pipeline, { span: left.span, maxRows: MOST_ADDED_ROWS });
    const other = await context.runSubsearch(right.pipeline, { span: right.span, maxRows: MOST_ADDED_ROWS });
    const ones = keyed(one.rows);
    const others = keyed(other.rows);
    const all = new Map([...ones, ...others]);
    const isWanted = (key: string): boolean => {
      const isCommon = ones.has(key) && others.has(key);
      return operation === 'union' || isCommon === (operation === 'intersect');
    };
    const rows = [...all].flatMap(([key, row]) => (isWanted(key) ? [row] : []));
    yield { fields: addFields(one.fields, other.fields), rows };
  };
};

function keyed(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [rowKey(row), row]));
}
