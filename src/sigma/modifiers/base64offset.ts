import { literalString } from '../sigma_string';
import type { SigmaValue } from '../value';
import { base64Of, bytesOf, isProblem } from './bytes';
import type { ValueModifier } from './modifier';

const leadingToDrop = [0, 2, 3];
const trailingToDrop = [0, 3, 2];

/** `base64offset`: the three ways in which Base64 can write the value when it stands inside a longer text. */
export const base64offset: ValueModifier = {
  kind: 'value',
  accepts: ['string', 'number', 'boolean', 'bytes'],
  apply: (value) => {
    const bytes = bytesOf(value);
    return isProblem(bytes) ? bytes : { kind: 'anyOf', values: [0, 1, 2].map((offset) => atOffset(bytes, offset)) };
  },
};

/** Only the characters that depend on nothing but the value: those shared with its neighbours are cut off. */
function atOffset(bytes: readonly number[], offset: number): SigmaValue {
  const encoded = base64Of([...Array<number>(offset).fill(0), ...bytes]);
  const end = encoded.length - (trailingToDrop[(bytes.length + offset) % 3] ?? 0);
  const written = encoded.slice(leadingToDrop[offset] ?? 0, end);
  return { kind: 'string', string: literalString(written), cased: false, written };
}
