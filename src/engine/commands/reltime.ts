import { reltimeNames } from '../../spl/commands/reltime';
import type { FieldValue } from '../types';
import { fieldOf } from '../values/row';
import { numberOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `reltime`: how long before the search a time was, in words; a time to come has none. */
export const runReltime: Runner<'reltime'> = (command, { clock }) => {
  const names = reltimeNames(command);
  const now = Math.floor(clock.now);
  return mapRows((row) => {
    const found = command.times.map(({ name }, i): [string, FieldValue] => [
      names[i] ?? name,
      inWords(now - (numberOf(fieldOf(row, name)) ?? NaN)),
    ]);
    return { ...row, ...Object.fromEntries(found) };
  }, names);
};

const units = [
  ['year', 365 * 86400],
  ['month', 30 * 86400],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `5 days ago`: whole units of the largest that fits. */
function inWords(seconds: number): string | null {
  if (!(seconds >= 0)) return null;
  const [name, length] = units.find(([, size]) => seconds >= size) ?? ['second', 1];
  const count = Math.floor(seconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}
