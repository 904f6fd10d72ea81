import { fieldOf, isInternal } from '../values/row';
import { expandRows, type Runner } from './command';

/** `untable`: a row for each cell that holds something; internal fields are no columns. */
export const runUntable: Runner<'untable'> = ({ field, as, to }) =>
  expandRows(
    () => [field.name, as.name, to.name],
    (row, fields) =>
      fields.flatMap((name) => {
        const value = name === field.name || isInternal(name) ? null : fieldOf(row, name);
        return value === null ? [] : [{ [field.name]: fieldOf(row, field.name), [as.name]: name, [to.name]: value }];
      }),
  );
