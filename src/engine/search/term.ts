import type { SearchValue } from '../../spl/ast';

/** Free text in a search: a word or phrase between breakers, as Splunk's segmentation cuts the raw event. */

const boundary = '[^0-9A-Za-z\\u0080-\\uffff]';

/** A regular expression (no flags but case) that finds the term in a raw event; stars stand for the rest of a word. */
export function termPattern(value: SearchValue): string {
  return around(value, boundary, escapeRegex);
}

/** The same for RE2 in the database. */
export function sqlTermPattern(value: SearchValue): string {
  return around(value, '[^0-9A-Za-z\\x{80}-\\x{10ffff}]', escapeRegex);
}

/** True when a term says nothing: only stars. */
export function isEmptyTerm(value: SearchValue): boolean {
  return value.pieces.every((piece) => piece === '');
}

function around(value: SearchValue, edge: string, escape: (text: string) => string): string {
  const inner = value.pieces.map(escape).join('[\\s\\S]*');
  const first = value.pieces[0] ?? '';
  const last = value.pieces.at(-1) ?? '';
  const isWord = (character: string | undefined): boolean =>
    character !== undefined && !new RegExp(boundary).test(character);
  const before = first !== '' && isWord(first[0]) ? `(?:^|${edge})` : '';
  const after = last !== '' && isWord(last.at(-1)) ? `(?:$|${edge})` : '';
  return `${before}${inner}${after}`;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
