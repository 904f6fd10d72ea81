import { unexpected, type ValueModifier } from './modifier';

/** `exists`: whether the field is there at all, whatever its value. */
export const exists: ValueModifier = {
  kind: 'value',
  accepts: ['boolean'],
  apply: (value) =>
    value.kind === 'boolean' ? { kind: 'exists', wanted: value.boolean } : unexpected(value, 'true or false'),
};
