import { withWildcards } from '../sigma_string';
import type { FieldReferenceValue } from '../value';
import { asText, unexpected, type ValueModifier } from './modifier';

/** What contains, startswith and endswith share: text gets wildcards, a field reference a place, a regex anchors. */
export function wildcardModifier(
  where: 'before' | 'after' | 'around',
  place: FieldReferenceValue['place'],
  anchored: (pattern: string) => string,
): ValueModifier {
  return {
    kind: 'value',
    accepts: ['string', 'number', 'boolean', 'fieldref', 'regex', 'bytes'],
    apply: (value) => {
      if (value.kind === 'fieldref') return { ...value, place };
      if (value.kind === 'regex') return { ...value, pattern: anchored(value.pattern) };
      const text = asText(value);
      return text === undefined ? unexpected(value, 'text') : { ...text, string: withWildcards(text.string, where) };
    },
  };
}
