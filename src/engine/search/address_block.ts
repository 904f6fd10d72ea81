import type { SearchValue } from '../../spl/ast';
import { cidrMatch } from '../eval/cidr';
import { literalOf } from './wildcard';

/** Values such as `10.0.0.0/8`: the search command compares addresses with the block (Splunk's "search", "CIDR matching"). */

/** The block that a value is, or undefined for any other text. */
export function addressBlock(value: SearchValue): string | undefined {
  const text = value.directive === null ? literalOf(value) : undefined;
  if (text === undefined || !/^[\da-f.:]+\/\d{1,3}$/i.test(text)) return undefined;
  return cidrMatch(text, text.slice(0, text.indexOf('/'))) ? text : undefined;
}

const OCTET = '(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])';

/** An expression (RE2) that the addresses of an IPv4 block match in full, and the block's own text; undefined for IPv6. */
export function blockExpression(block: string): string | undefined {
  const [network = '', bits = ''] = block.split('/');
  if (network.includes(':')) return undefined;
  const octets = network.split('.').map((octet, place) => octetExpression(Number(octet), Number(bits) - 8 * place));
  return `${octets.join('\\.')}|${network.replaceAll('.', '\\.')}/${bits}`;
}

/** The octets whose first `bits` bits are those of `octet`. */
function octetExpression(octet: number, bits: number): string {
  if (bits <= 0) return OCTET;
  const size = 2 ** (8 - Math.min(8, bits));
  const low = Math.floor(octet / size) * size;
  return `0*(?:${Array.from({ length: size }, (_, i) => low + i).join('|')})`;
}
