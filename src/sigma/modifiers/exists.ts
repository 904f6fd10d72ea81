import { unexpected, type ValueModifier } from './modifier';

/** `exists`: whether the field is there at all, whatever its value. */
export const exists: ValueModifier = {
  kind: 'value',
  accepts: ['boolean', 'string'],
  apply: (value) => {
    const wanted = value.kind === 'boolean' ? value.boolean : value.kind === 'string' ? word(value.written) : undefined;
    return wanted === undefined ? unexpected(value, 'true or false') : { kind: 'exists', wanted };
  },
};

/** YAML 1.1's other words for the two, which are text elsewhere in a rule. */
function word(text: string): boolean | undefined {
  if (/^(?:true|yes|y|on)$/i.test(text)) return true;
  return /^(?:false|no|n|off)$/i.test(text) ? false : undefined;
}
