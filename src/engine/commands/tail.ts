import { addFields, emptyBatch } from '../values/row';
import type { Row } from '../types';
import type { Runner } from './command';

/** `tail`: the last rows (10), the very last first. No more of them are held than are wanted. */
export const runTail: Runner<'tail'> = ({ limit }) =>
  async function* (input) {
    const most = limit ?? 10;
    let fields = emptyBatch.fields;
    let last: readonly Row[] = [];
    for await (const batch of input) {
      fields = addFields(fields, batch.fields);
      if (most > 0) last = [...last, ...batch.rows].slice(-most);
    }
    yield { fields, rows: [...last].reverse() };
  };
