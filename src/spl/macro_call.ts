import type { Span } from '../core/source';
import type { MacroCall } from './ast';
import { unescapeQuoted } from './escape';

/** Takes apart a call between backticks; the span covers the backticks. Blanks around names and arguments do not count. */
export function parseMacroCall(span: Span): MacroCall {
  const { name, written } = takeApart(span);
  return { kind: 'macro', name, arguments: written.map(unquoted), span };
}

/**
 * The arguments of a call in the order of the macro's own names. Arguments may be named, in any order: `m(b=2, a=1)`;
 * they count as named only if all are, each by another of the macro's names (macros.conf.example).
 */
export function argumentsInOrder({ arguments: list, span }: MacroCall, names: readonly string[]): readonly string[] {
  const named = new Map<string, string>();
  for (const one of takeApart(span).written) {
    const match = /^([\w-]+)\s*=(?!=)\s*([\s\S]*)$/.exec(one);
    if (match !== null) named.set(match[1] ?? '', unquoted(match[2] ?? ''));
  }
  const values = names.flatMap((name) => named.get(name) ?? []);
  return values.length === list.length ? values : list;
}

function takeApart(span: Span): { readonly name: string; readonly written: readonly string[] } {
  const inside = span.source.text.slice(span.start + 1, span.end - 1).trim();
  const match = /^([^(]*)\(([\s\S]*)\)$/.exec(inside);
  if (match === null) return { name: inside, written: [] };
  const [, name = '', list = ''] = match;
  return { name: name.trim(), written: splitArguments(list) };
}

/** Arguments part at commas outside quotes and parentheses. */
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
  return parts.map((part) => part.trim());
}

/** An argument wholly in quotes loses them. */
function unquoted(argument: string): string {
  const inside = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(argument);
  return inside?.[1] === undefined ? argument : unescapeQuoted(inside[1]);
}

/** A call as SPL writes it; an argument that a comma, quote or parenthesis would split is quoted, unless it is named and quoted already. */
export function writeMacroCall({ name, arguments: list }: MacroCall): string {
  if (list.length === 0) return `\`${name}\``;
  return `\`${name}(${list.map(writeArgument).join(',')})\``;
}

function writeArgument(argument: string): string {
  const plain = argument === argument.trim() && argument !== '' && !/[,"()\\]/.test(argument);
  return plain || NAMED_IN_QUOTES.test(argument) ? argument : `"${argument.replace(/["\\]/g, '\\$&')}"`;
}

const NAMED_IN_QUOTES = /^[\w-]+\s*=\s*"(?:[^"\\]|\\[\s\S])*"$/;
