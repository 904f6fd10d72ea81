import { fieldOf, withField } from '../values/row';
import { textOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `nomv`: several values become one text, a line each. */
export const runNomv: Runner<'nomv'> = ({ field }) =>
  mapRows((row) => {
    const text = textOf(fieldOf(row, field.name));
    return text === undefined ? row : withField(row, field.name, text);
  });
