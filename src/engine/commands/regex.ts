import { matches } from '../regex/pattern';
import { patternOf, withinBudget } from '../eval/eval_value';
import { fieldOf } from '../values/row';
import { listOf, scalarText } from '../values/value';
import { mapRows, type Runner } from './command';

/** `regex`: keeps the rows whose field matches a pattern (or does not). A row without the field matches nothing. */
export const runRegex: Runner<'regex'> = ({ field, operator, pattern, span }) => {
  const compiled = patternOf(pattern, span);
  return mapRows((row) => {
    const values = listOf(fieldOf(row, field.name));
    const found = withinBudget(span, () => values.some((value) => matches(compiled, scalarText(value))));
    return found === (operator === '=') ? row : null;
  });
};
