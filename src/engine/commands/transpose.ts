import type { FieldValue, Row } from '../types';
import { fieldOf, isInternal } from '../values/row';
import { textOf } from '../values/value';
import { mapTable, type Runner } from './command';

/** `transpose`: fields become rows and rows become columns (the first 5; 0: all). */
export const runTranspose: Runner<'transpose'> = ({ limit, options }, context) => {
  const { column_name: title = 'column', header_field: header, include_empty: empty = true } = options;
  return mapTable(context, ({ fields, rows }) => {
    const kept = limit === 0 ? rows : rows.slice(0, limit ?? 5);
    const names = kept.map(
      (row, i) => (header === undefined ? undefined : textOf(fieldOf(row, header))) ?? `row ${i + 1}`,
    );
    const shown = fields.filter((field) => field !== header && !isInternal(field));
    const turned = shown.map((field): Row => {
      const result: Record<string, FieldValue> = { [title]: field };
      kept.forEach((row, i) => {
        result[names[i] ?? ''] = fieldOf(row, field);
      });
      return result;
    });
    const filled = empty ? turned : turned.filter((row) => names.some((name) => fieldOf(row, name) !== null));
    return { fields: [title, ...names], rows: filled };
  });
};
