import { allMatches } from '../regex/pattern';
import { patternOf, withinBudget } from '../eval/eval_value';
import { fieldOf, withField } from '../values/row';
import { fromList, textOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `makemv`: one text into several values, at a delimiter (a blank) or by the first group of a tokenizer. */
export const runMakemv: Runner<'makemv'> = ({ field, options, span }) => {
  const { delim = ' ', tokenizer, allowempty = false, setsv = false } = options;
  const tokens = tokenizer === undefined ? null : patternOf(tokenizer, span);
  const split = (text: string): readonly string[] => {
    if (tokens !== null)
      return withinBudget(span, () => allMatches(tokens, text, Infinity).flatMap(({ groups }) => groups[1] ?? []));
    const parts = text.split(delim);
    return allowempty ? parts : parts.filter((part) => part !== '');
  };
  return mapRows((row) => {
    const text = textOf(fieldOf(row, field.name));
    if (text === undefined) return row;
    const values = split(text);
    return withField(row, field.name, setsv ? values.join(delim) : fromList(values));
  });
};
