import type { Span } from '../core/source';
import type { MacroCall } from './ast';
import { unescapeQuoted } from './escape';

/** Takes apart a call between backticks; the span covers the backticks. Blanks around names and arguments do not count. */
export function parseMacroCall(span: Span): MacroCall {
  const inside = span.source.text.slice(span.start + 1, span.end - 1).trim();
  const match = /^([^(]*)\(([\s\S]*)\)$/.exec(inside);
  if (match === null) return { kind: 'macro', name: inside, arguments: [], span };
  const [, name = '', list = ''] = match;
  return { kind: 'macro', name: name.trim(), arguments: splitArguments(list), span };
}

/** Arguments part at commas outside quotes and parentheses; an argument wholly in quotes loses them. */
function splitArguments(list: string): readonly string[] {
  if (list.trim() === '') return [];
  const parts: string[] = [''];
  let depth = 0;
  for (const [unit] of list.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[^"(),]+|[\s\S]/g)) {
    if (unit === '(') depth++;
    if (unit === ')') depth--;
    if (unit === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += unit;
  }
  return parts.map((part) => unquoted(part.trim()));
}

function unquoted(argument: string): string {
  const inside = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(argument);
  return inside?.[1] === undefined ? argument : unescapeQuoted(inside[1]);
}

/** A call as SPL writes it; an argument that a comma, quote or parenthesis would split is quoted. */
export function writeMacroCall({ name, arguments: list }: MacroCall): string {
  if (list.length === 0) return `\`${name}\``;
  return `\`${name}(${list.map(writeArgument).join(',')})\``;
}

function writeArgument(argument: string): string {
  const plain = argument === argument.trim() && argument !== '' && !/[,"()\\]/.test(argument);
  return plain ? argument : `"${argument.replace(/["\\]/g, '\\$&')}"`;
}
