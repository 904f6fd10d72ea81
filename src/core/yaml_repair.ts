import type { Source } from './source';

/**
 * Published rules have quoted texts whose later lines start at the margin: PyYAML reads them, the specification and
 * our parser do not. Blanks before such a line change nothing in the value, so they are added, and places lead back to
 * the file as it is. Undefined when there is nothing to add.
 */
export function indentQuotedLines(source: Source): Source | undefined {
  const inserts = marginLines(source.text);
  if (inserts.length === 0) return undefined;
  let text = '';
  let at = 0;
  for (const insert of inserts) {
    text += source.text.slice(at, insert.offset) + ' '.repeat(insert.blanks);
    at = insert.offset;
  }
  return {
    name: source.name,
    text: text + source.text.slice(at),
    embedded: { parent: source, toParent: wayBack(inserts) },
  };
}

interface Insert {
  readonly offset: number;
  readonly blanks: number;
}

/** Lines inside a quoted value that are not indented more than its key. */
function marginLines(text: string): readonly Insert[] {
  const opening = /^([ ]*)(?:- )*[\w.-]+:[ \t]+(['"])/gm;
  const inserts: Insert[] = [];
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const [whole, indent = '', quote = ''] = found;
    const end = closingQuote(text, found.index + whole.length, quote);
    for (let line = text.indexOf('\n', found.index) + 1; line > 0 && line <= end; line = text.indexOf('\n', line) + 1) {
      const blanks = indent.length + 1 - leadingBlanks(text, line);
      if (blanks > 0 && !/[\r\n]/.test(text[line] ?? '')) inserts.push({ offset: line, blanks });
    }
    opening.lastIndex = Math.max(opening.lastIndex, end);
  }
  return inserts;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote && quote === "'" && text[at + 1] === quote) at++;
    else if (text[at] === quote) return at;
  }
  return from;
}

function leadingBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at - from;
}

function wayBack(inserts: readonly Insert[]): (offset: number) => number {
  return (offset) => {
    let added = 0;
    for (const { offset: at, blanks } of inserts) {
      if (offset - added <= at) break;
      added += Math.min(blanks, offset - added - at);
    }
    return offset - added;
  };
}
