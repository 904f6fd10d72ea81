import { summedFields, withColumnTotals } from './column_totals';
import type { Runner } from './command';

/** `addcoltotals`: a row at the end with the sum of each field. */
export const runAddcoltotals: Runner<'addcoltotals'> = ({ options: { labelfield, label = 'Total' }, fields }) =>
  withColumnTotals({ isSummed: summedFields(fields), labelField: labelfield, label });
