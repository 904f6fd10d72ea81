import { fieldOf, withField } from '../values/row';
import { fromList, numberOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `rangemap`: the names of the ranges that hold a field's number; `None`, or the default, when there is none. */
export const runRangemap: Runner<'rangemap'> = ({ field, ranges, default: otherwise }) =>
  mapRows(
    (row) => {
      const number = numberOf(fieldOf(row, field.name));
      const names = ranges.filter(({ from, to }) => number !== undefined && number >= from && number <= to);
      const found = fromList(names.map(({ name }) => name));
      return withField(row, 'range', found ?? otherwise ?? 'None');
    },
    ['range'],
  );
