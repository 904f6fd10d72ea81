import { addFields, fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';
import type { Transform } from '../context';
import type { Row } from '../types';
import { summedFields, withColumnTotals } from './column_totals';
import { mapBatches, type Runner } from './command';

/** `addtotals`: the sum of each row's numbers in a field of its own; with col=true a row of sums at the end. */
export const runAddtotals: Runner<'addtotals'> = ({ options, fields }) => {
  const { row = true, col = false, labelfield, label = 'Total', fieldname = 'Total' } = options;
  const isSummed = summedFields(fields);
  const rowTotals = withRowTotals(isSummed, fieldname);
  const columnTotals = withColumnTotals({
    isSummed: (name) => isSummed(name) || (row && name === fieldname),
    labelField: labelfield,
    label,
  });
  if (!col) return row ? rowTotals : (input) => input;
  return row ? (input) => columnTotals(rowTotals(input)) : columnTotals;
};

function withRowTotals(isSummed: (name: string) => boolean, target: string): Transform {
  return mapBatches((batch) => {
    const summed = batch.fields.filter(isSummed);
    const total = (row: Row): number => summed.reduce((sum, name) => sum + (numberOf(fieldOf(row, name)) ?? 0), 0);
    return {
      fields: addFields(batch.fields, [target]),
      rows: batch.rows.map((row) => withField(row, target, total(row))),
    };
  });
}
