import { utf16Bytes } from './bytes';
import { encodable, textModifier, type ValueModifier } from './modifier';

const byteOrderMark = '\ufeff';

/** A modifier that writes text as UTF-16, for a base64 modifier behind it. */
export function utf16Modifier(order: 'little' | 'big', mark: boolean): ValueModifier {
  return textModifier((value) => {
    const plain = encodable(value);
    if (typeof plain !== 'string') return plain;
    return { kind: 'bytes', bytes: utf16Bytes(mark ? byteOrderMark + plain : plain, order) };
  });
}
