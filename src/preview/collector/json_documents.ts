/** JSON texts that follow each other, and the texts of an object's members as they were written. */

/** A part of a text: from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Each JSON value of a text, be they stacked or members of lists; a span that is no JSON is for its reader to refuse. */
export function* documentSpans(text: string): Generator<Span> {
  for (let start = afterSpace(text, 0); start < text.length; start = afterSpace(text, start)) {
    const end = endOfValue(text, start);
    if (text[start] === '[' && isJson(text.slice(start, end))) yield* membersOf(text, start);
    else yield { start, end };
    start = end;
  }
}

/** The members of the list or object that begins at `start`, which is known to be JSON; of an object its values. */
export function* membersOf(text: string, start: number): Generator<Span & { readonly key: string }> {
  const isObject = text[start] === '{';
  let at = afterSpace(text, start + 1);
  while (at < text.length && text[at] !== ']' && text[at] !== '}') {
    const keyEnd = isObject ? endOfValue(text, at) : at;
    const key = isObject ? String(JSON.parse(text.slice(at, keyEnd))) : '';
    const from = isObject ? afterSpace(text, afterSpace(text, keyEnd) + 1) : at;
    const end = endOfValue(text, from);
    yield { key, start: from, end };
    at = afterSpace(text, end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
}

const space = /[ \t\r\n]*/y;

function afterSpace(text: string, from: number): number {
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}

const token = /[^\s,\]}[{"]+|[^]/y;

/** Where the value that begins at `from` ends, if it is JSON; else somewhere behind `from`. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const first = text[at] ?? '';
    if ('{['.includes(first)) depth += 1;
    if ('}]'.includes(first)) depth -= 1;
    at = first === '"' ? endOfString(text, at) : endOfToken(text, at);
  } while (depth > 0 && at < text.length);
  return at;
}

function endOfToken(text: string, from: number): number {
  token.lastIndex = from;
  token.exec(text);
  return token.lastIndex;
}

/** Behind the next quote that no backslash escapes. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
