import { asText, unexpected, type ValueModifier } from './modifier';

/** `cased`: upper and lower case differ. */
export const cased: ValueModifier = {
  kind: 'value',
  accepts: ['string', 'number', 'boolean', 'fieldref'],
  apply: (value) => {
    if (value.kind === 'fieldref') return { ...value, cased: true };
    const text = asText(value);
    return text === undefined ? unexpected(value, 'text') : { ...text, cased: true };
  },
};
