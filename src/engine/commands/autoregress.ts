import { autoregressNames } from '../../spl/commands/autoregress';
import type { FieldValue } from '../types';
import { fieldOf } from '../values/row';
import { mapRows, type Runner } from './command';

/** `autoregress`: the values that rows before this one have in a field. */
export const runAutoregress: Runner<'autoregress'> = (command) => {
  const names = autoregressNames(command);
  /** The nearest row first. */
  let before: readonly FieldValue[] = [];
  return mapRows((row) => {
    const result: Record<string, FieldValue> = { ...row };
    for (const [i, name] of names.entries()) {
      const value = before[command.first - 1 + i] ?? null;
      if (value !== null) result[name] = value;
    }
    before = [fieldOf(row, command.field.name), ...before.slice(0, command.last - 1)];
    return result;
  }, names);
};
