import type { RegexFlags } from '../value';
import { unexpected, type ValueModifier } from './modifier';

/** A modifier that sets one flag of the regular expression before it. */
export function regexFlag(flag: keyof RegexFlags): ValueModifier {
  return {
    kind: 'value',
    accepts: ['regex'],
    apply: (value) =>
      value.kind === 'regex'
        ? { ...value, flags: { ...value.flags, [flag]: true } }
        : unexpected(value, 'a regular expression (put re before it)'),
  };
}
