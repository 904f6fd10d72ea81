import { literalString } from '../sigma_string';
import { base64Of, bytesOf, isProblem } from './bytes';
import type { ValueModifier } from './modifier';

/** `base64`: the value as Base64 writes it. */
export const base64: ValueModifier = {
  kind: 'value',
  accepts: ['string', 'number', 'boolean', 'bytes'],
  apply: (value) => {
    const bytes = bytesOf(value);
    if (isProblem(bytes)) return bytes;
    const written = base64Of(bytes);
    return { kind: 'string', string: literalString(written), cased: false, written };
  },
};
