/** Where the scalars of YAML end in a text; what they say is the library's to tell. Line ends are `\n` or `\r\n`. */

export const character = {
  tab: 0x09,
  newline: 0x0a,
  carriageReturn: 0x0d,
  blank: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  quote: 0x27,
  minus: 0x2d,
  colon: 0x3a,
  backslash: 0x5c,
} as const;

/** Whether this character ends a line; a carriage return never stands alone here. */
export function isLineEnd(code: number): boolean {
  return code === character.newline || code === character.carriageReturn;
}

/** The first place from `from` on that is no blank. */
export function blanksEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === character.blank) at++;
  return at;
}

/** The quote that closes the single-quoted scalar at `open`; -1 when none does. */
export function closingQuote(text: string, open: number): number {
  let end = text.indexOf("'", open + 1);
  while (end !== -1 && text.charCodeAt(end + 1) === character.quote) end = text.indexOf("'", end + 2);
  return end;
}

/** The quote that closes the double-quoted scalar at `open`; -1 when none does. */
export function closingDoubleQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === character.backslash) at++;
    else if (code === character.doubleQuote) return at;
  }
  return -1;
}

export interface BlockLines {
  /** Where the line below the header begins. */
  readonly from: number;
  readonly end: number;
}

const header = /[|>]([-+]?) *\r?\n/y;

/**
 * The lines of the block scalar whose header is at `start`, inside a collection in this column. Undefined for an empty
 * one, and for a header with an indentation indicator or a comment.
 */
export function blockLines(text: string, start: number, column: number): BlockLines | undefined {
  header.lastIndex = start;
  const found = header.exec(text);
  if (found === null) return undefined;
  const from = header.lastIndex;
  const indent = blockIndent(text, from);
  if (indent <= column) return undefined;
  const last = lastBlockLine(text, from, indent);
  const kept = found[1] === '+' ? last : withoutEmptyLines(text, from, last, indent);
  return { from, end: Math.min(text.length, kept + 1) };
}

/** The column of the first line that is not empty; -1 when there is none. */
function blockIndent(text: string, from: number): number {
  for (let line = from; ;) {
    const at = blanksEnd(text, line);
    if (at >= text.length) return -1;
    if (!isLineEnd(text.charCodeAt(at))) return at - line;
    line = text.indexOf('\n', at) + 1;
  }
}

/** The line end after which the lines are over; the text's length when nothing follows. */
function lastBlockLine(text: string, from: number, indent: number): number {
  for (let last = from - 1; ;) {
    const at = blanksEnd(text, last + 1);
    if (!isLineEnd(text.charCodeAt(at)) && at - last - 1 < indent) return last;
    last = text.indexOf('\n', at);
    if (last === -1) return text.length;
  }
}

/** Empty lines at the end are no part of the scalar, unless they are indented more than its text. */
function withoutEmptyLines(text: string, from: number, last: number, indent: number): number {
  for (let end = last; ;) {
    const line = text.charCodeAt(end - 1) === character.carriageReturn ? end - 2 : end - 1;
    let at = line;
    while (text.charCodeAt(at) === character.blank) at--;
    if (text.charCodeAt(at) !== character.newline || at < from || at + 1 + indent <= line) return end;
    end = at;
  }
}
