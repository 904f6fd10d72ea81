import { fieldOf, withField } from '../values/row';
import { fromList, textOf } from '../values/value';
import { elementsOf, xpathValues } from '../values/xpath';
import { mapRows, type Runner } from './command';

/** `xpath`: the texts or attributes of the XML elements that a path leads to; the default where there are none. */
export const runXpath: Runner<'xpath'> = ({ field, as, options, steps, taken }) =>
  mapRows(
    (row) => {
      const text = textOf(fieldOf(row, field.name));
      const root = text === undefined ? undefined : elementsOf(text);
      const values = root === undefined ? [] : xpathValues(root, steps, taken);
      if (values.length > 0) return withField(row, as.name, fromList(values));
      return options.default === undefined ? row : withField(row, as.name, options.default);
    },
    [as.name],
  );
