import { fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `accum`: the sum of a field over the rows so far; a row without a number there stays as it is. */
export const runAccum: Runner<'accum'> = ({ field, as }) => {
  const target = (as ?? field).name;
  let sum = 0;
  return mapRows(
    (row) => {
      const number = numberOf(fieldOf(row, field.name));
      if (number === undefined) return row;
      sum += number;
      return withField(row, target, sum);
    },
    [target],
  );
};
