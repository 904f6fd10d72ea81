import { fieldMatcher, isInternal, pick } from '../values/row';
import { expandFields } from './field_list';
import { mapBatches, type Runner } from './command';

/** `fields`: keeps (with the internal fields) or removes fields. */
export const runFields: Runner<'fields'> = ({ mode, fields: list }) => {
  const matchers = list.map(({ name }) => fieldMatcher(name));
  const named = (field: string): boolean => matchers.some((test) => test(field));
  return mapBatches(({ fields, rows }) => {
    const kept =
      mode === 'remove'
        ? fields.filter((field) => !named(field))
        : [
            ...fields.filter((field) => isInternal(field)),
            ...expandFields(list, fields).filter((field) => fields.includes(field) && !isInternal(field)),
          ];
    return { fields: kept, rows: rows.map((row) => pick(row, kept)) };
  });
};
