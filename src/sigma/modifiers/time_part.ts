import type { TimePart } from '../value';
import { unexpected, type ValueModifier } from './modifier';

/** What the time modifiers share: the field is a time (read as UTC where it has no zone), the value one part of it. */
export function timePart(part: TimePart): ValueModifier {
  return {
    kind: 'value',
    accepts: ['number'],
    apply: (value) =>
      value.kind === 'number' && Number.isInteger(value.number)
        ? { kind: 'time', part, operator: 'eq', value: value.number }
        : unexpected(value, 'a whole number'),
  };
}
