import { fieldOf, isInternal, type Batch } from '../values/row';
import type { UntableCommand } from '../../spl/ast';
import type { Row } from '../types';
import { mapBatches, type Runner } from './command';

/** `untable`: a row for each cell that holds something; internal fields are no columns. */
export const runUntable: Runner<'untable'> = (command) =>
  mapBatches((batch) => ({
    fields: [command.field.name, command.as.name, command.to.name],
    rows: batch.rows.flatMap((row) => cellsOf(row, batch, command)),
  }));

function cellsOf(row: Row, { fields }: Batch, { field, as, to }: UntableCommand): readonly Row[] {
  const columns = fields.filter((name) => name !== field.name && !isInternal(name));
  return columns.flatMap((name) => {
    const value = fieldOf(row, name);
    return value === null ? [] : [{ [field.name]: fieldOf(row, field.name), [as.name]: name, [to.name]: value }];
  });
}
