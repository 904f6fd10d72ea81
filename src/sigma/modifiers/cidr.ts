import { parseCidr } from '../cidr';
import { problem, textModifier } from './modifier';

/** `cidr`: the field is an address inside the block. */
export const cidr = textModifier(({ written }) => {
  const block = parseCidr(written);
  return typeof block === 'string'
    ? problem(`"${written}" is no address block: ${block}`, 'Write it as 10.0.0.0/8 or fe80::/10.')
    : { kind: 'cidr', written, ...block };
});
