import { asTruth } from '../eval/eval_value';
import type { Row } from '../types';
import { compileIn } from './expression_scope';
import type { Runner } from './command';

/** `head`: the first rows (10), or the rows until a condition fails; it reads no further than it must. */
export const runHead: Runner<'head'> = (command, context) => {
  const most = command.limit ?? (command.while === null ? 10 : Infinity);
  const holds = command.while === null ? null : compileIn(context, command.while);
  const { null: keepNull = false, keeplast = false } = command.options;
  const goesOn = (row: Row): boolean => {
    const truth = holds === null ? true : asTruth(holds(row));
    return truth ?? keepNull;
  };
  return async function* (input) {
    let kept = 0;
    for await (const { fields, rows } of input) {
      const room = rows.slice(0, most - kept);
      const stop = room.findIndex((row) => !goesOn(row));
      const taken = stop === -1 ? room : room.slice(0, keeplast ? stop + 1 : stop);
      kept += taken.length;
      yield { fields, rows: taken };
      if (stop !== -1 || kept >= most) return;
    }
  };
};
