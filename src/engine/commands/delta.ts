import { deltaName } from '../../spl/commands/delta';
import { fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `delta`: how much a field differs from the row `p` (1) places before; nothing where either is no number. */
export const runDelta: Runner<'delta'> = (command) => {
  const name = deltaName(command);
  const places = Math.max(1, command.options.p ?? 1);
  const before: (number | undefined)[] = [];
  return mapRows(
    (row) => {
      const number = numberOf(fieldOf(row, command.field.name));
      const earlier = before.length < places ? undefined : before.shift();
      before.push(number);
      return number === undefined || earlier === undefined ? row : withField(row, name, number - earlier);
    },
    [name],
  );
};
