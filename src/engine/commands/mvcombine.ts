import type { Row } from '../types';
import { fieldOf, isInternal, withField } from '../values/row';
import { fromList, listOf, valueKey, type Scalar } from '../values/value';
import { mapTable, type Runner } from './command';

/** `mvcombine`: rows that are equal but for one field become one row with all values of that field. */
export const runMvcombine: Runner<'mvcombine'> = ({ field }, context) =>
  mapTable(context, ({ fields, rows }) => {
    const others = fields.filter((name) => name !== field.name && !isInternal(name));
    const groups = new Map<string, { readonly row: Row; readonly values: Scalar[] }>();
    for (const row of rows) {
      const key = others.map((name) => valueKey(fieldOf(row, name))).join('\u0001');
      const group = groups.get(key) ?? { row, values: [] };
      groups.set(key, group);
      group.values.push(...listOf(fieldOf(row, field.name)));
    }
    return {
      fields,
      rows: [...groups.values()].map(({ row, values }) => withField(row, field.name, fromList(values))),
    };
  });
