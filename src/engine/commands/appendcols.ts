import type { AppendcolsCommand } from '../../spl/ast';
import { problemAt } from '../problem';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf, isInternal, type Batch } from '../values/row';
import { mapTable, type Runner } from './command';
import { subsearchLimits } from './subsearch_limits';

/** `appendcols`: the fields of a subsearch's first row in the first row, those of its second in the second, and so on. */
export const runAppendcols: Runner<'appendcols'> = (command, context) =>
  mapTable(context, async (table) => {
    const { pipeline, span } = command.subsearch;
    const more = await context.runSubsearch(pipeline, subsearchLimits(command.options, span));
    if (more.rows.length > table.rows.length) throw tooManyRows(command, more, table);
    const fields = more.fields.filter((field) => !isInternal(field));
    return {
      fields: addFields(table.fields, fields),
      rows: table.rows.map((row, i) => merged(row, more.rows[i], fields, command.options.override === true)),
    };
  });

function merged(row: Row, other: Row | undefined, fields: readonly string[], override: boolean): Row {
  if (other === undefined) return row;
  const result: Record<string, FieldValue> = { ...row };
  for (const field of fields) {
    const value = fieldOf(other, field);
    if (value !== null && (override || fieldOf(row, field) === null)) result[field] = value;
  }
  return result;
}

function tooManyRows({ subsearch }: AppendcolsCommand, more: Batch, table: Batch): Error {
  return problemAt(
    'optionRefused',
    subsearch.span,
    `The subsearch of appendcols gives ${more.rows.length} rows, the search before it ${table.rows.length}`,
    'Give both as many rows, with head or stats, or use join or append.',
  );
}
