import type { CompareOperator } from '../value';
import { asText, unexpected, type ValueModifier } from './modifier';

/** What lt, lte, gt and gte share; behind a time modifier they compare that part of the time. */
export function comparison(operator: CompareOperator): ValueModifier {
  return {
    kind: 'value',
    accepts: ['number', 'string', 'time'],
    apply: (value) => {
      if (value.kind === 'time') return { ...value, operator };
      const written = asText(value)?.written.trim() ?? '';
      const number = value.kind === 'number' ? value.number : written === '' ? NaN : Number(written);
      return Number.isNaN(number) ? unexpected(value, 'a number') : { kind: 'compare', operator, number };
    },
  };
}
