import type { SearchValue } from '../../spl/ast';
import { fold } from '../../core/fold_case';

/** Values of a search expression: whole-value comparison, case not regarded, `*` for any characters. */

/** The literal text of a value without wildcards, else undefined. */
export function literalOf(value: SearchValue): string | undefined {
  return value.pieces.length === 1 ? (value.pieces[0] ?? '') : undefined;
}

/** True for `*` alone: any value at all. */
export function isAnything(value: SearchValue): boolean {
  return value.pieces.length > 1 && value.pieces.every((piece) => piece === '');
}

/** A test for a value: the whole text, stars matching anything, line ends included. */
export function valueMatcher(value: SearchValue): (text: string) => boolean {
  const adjust = value.directive === 'CASE' ? (text: string): string => text : fold;
  const pieces = value.pieces.map(adjust);
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (text) => adjust(text) === first;
  return (text) => {
    const folded = adjust(text);
    if (folded.length < first.length + last.length || !folded.startsWith(first) || !folded.endsWith(last)) return false;
    return inOrder(folded, rest, first.length, folded.length - last.length);
  };
}

function inOrder(text: string, pieces: readonly string[], from: number, to: number): boolean {
  let at = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > to) return false;
    at = found + piece.length;
  }
  return at <= to;
}
