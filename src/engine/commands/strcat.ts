import { fieldOf, withField } from '../values/row';
import { textOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `strcat`: values and texts one behind the other; a field that is not there counts as empty unless all are required. */
export const runStrcat: Runner<'strcat'> = ({ parts, to, options: { allrequired = false } }) =>
  mapRows(
    (row) => {
      const texts = parts.map((part) => (part.kind === 'text' ? part.text : textOf(fieldOf(row, part.name))));
      if (allrequired && texts.includes(undefined)) return row;
      return withField(row, to.name, texts.map((text) => text ?? '').join(''));
    },
    [to.name],
  );
