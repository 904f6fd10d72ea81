import { fieldOf, withField } from '../values/row';
import { listOf } from '../values/value';
import { expandRows, type Runner } from './command';

/** `mvexpand`: a row for each value of a field, at most `limit` a row (0: all). */
export const runMvexpand: Runner<'mvexpand'> = ({ field, options }) => {
  const most = options.limit === undefined || options.limit === 0 ? Infinity : options.limit;
  return expandRows(
    (fields) => fields,
    (row) => {
      const values = listOf(fieldOf(row, field.name));
      return values.length < 2 ? [row] : values.slice(0, most).map((value) => withField(row, field.name, value));
    },
  );
};
