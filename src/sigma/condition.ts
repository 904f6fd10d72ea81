import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Source, Span } from '../core/source';
import { didYouMean } from '../core/suggest';
import { andOf, never, notOf, orOf, type Expression } from './expression';
import type { Selection } from './rule';

/**
 * The condition grammar (specification 2.1.0, "Condition"), lowest precedence first:
 *
 *     or    := and ("or" and)*
 *     and   := not ("and" not)*
 *     not   := "not" not | item
 *     item  := "(" or ")" | ("1" | "any" | "all") "of" ("them" | pattern) | name
 */

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Parsing {
  readonly tokens: readonly Token[];
  readonly selections: readonly Selection[];
  readonly used: Set<string>;
  readonly source: Source;
  readonly report: Report;
  at: number;
  depth: number;
}

const MOST_DEPTH = 200;

/** Unwinds a parse whose error has been reported. */
class Stop extends Error {}

/**
 * The expression that a condition stands for, or undefined after reporting what is wrong with it (WW0414 to WW0416).
 * Names of the selections it uses are added to `used`.
 */
export function readCondition(
  source: Source,
  selections: readonly Selection[],
  used: Set<string>,
  report: Report,
): Expression | undefined {
  const parsing: Parsing = { tokens: tokenise(source.text), selections, used, source, report, at: 0, depth: 0 };
  try {
    const expression = readOr(parsing);
    const rest = parsing.tokens[parsing.at];
    if (rest !== undefined) fail(parsing, rest, restMessage(rest.text), restHint(rest.text));
    return expression;
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}

function tokenise(text: string): readonly Token[] {
  return [...text.matchAll(/[()|]|[^\s()|]+/g)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}

function readOr(parsing: Parsing): Expression {
  const terms = [readAnd(parsing)];
  while (takeWord(parsing, 'or')) terms.push(readAnd(parsing));
  return orOf(terms);
}

function readAnd(parsing: Parsing): Expression {
  const terms = [readNot(parsing)];
  while (takeWord(parsing, 'and')) terms.push(readNot(parsing));
  return andOf(terms);
}

function readNot(parsing: Parsing): Expression {
  if (++parsing.depth > MOST_DEPTH)
    fail(
      parsing,
      parsing.tokens[parsing.at],
      `The condition is nested deeper than ${MOST_DEPTH} levels`,
      'Simplify it.',
    );
  const result = takeWord(parsing, 'not') ? notOf(readNot(parsing)) : readPrimary(parsing);
  parsing.depth--;
  return result;
}

function readPrimary(parsing: Parsing): Expression {
  const token = parsing.tokens[parsing.at++];
  const hint = 'Write the name of a selection, "1 of …", "all of …" or a condition in parentheses.';
  if (token === undefined) return fail(parsing, undefined, 'The condition ends where a selection is expected', hint);
  if (token.text === '(') {
    const inside = readOr(parsing);
    const close = parsing.tokens[parsing.at++];
    return close?.text === ')' ? inside : fail(parsing, close ?? token, 'A ")" is missing', 'Close the parenthesis.');
  }
  if (isWord(parsing.tokens[parsing.at], 'of')) return readOf(token, parsing);
  if (isReserved(token.text, parsing)) fail(parsing, token, `"${token.text}" is not expected here`, hint);
  return readName(token, parsing);
}

/** Operators are no names; `of` behind a quantity is one, elsewhere it may name a selection. */
function isReserved(word: string, { selections }: Parsing): boolean {
  if (/^of$/i.test(word)) return !selections.some(({ name }) => name === word);
  return /^(?:[()|]|and|or|not)$/i.test(word);
}

/** `1 of x*`, `any of x*`, `all of them` … */
function readOf(quantity: Token, parsing: Parsing): Expression {
  const pattern = parsing.tokens[++parsing.at];
  parsing.at++;
  if (!/^(?:1|any|all)$/i.test(quantity.text))
    fail(parsing, quantity, `"${quantity.text} of" is not known`, 'Use "1 of", "any of" or "all of".');
  if (pattern === undefined || /^[()|]$/.test(pattern.text))
    return fail(
      parsing,
      pattern ?? quantity,
      'A name or a pattern is missing behind "of"',
      'Write them, a name, or a pattern such as selection_*.',
    );
  const chosen = parsing.selections.filter(({ name }) => matchesPattern(name, pattern.text));
  for (const { name } of chosen) parsing.used.add(name);
  if (chosen.length === 0) return nothingChosen(quantity, pattern, parsing);
  const terms = chosen.map(({ expression }) => expression);
  return quantity.text.toLowerCase() === 'all' ? andOf(terms) : orOf(terms);
}

/** Names that start with `_` are left out of `them` and patterns, unless the pattern itself starts so. */
function matchesPattern(name: string, pattern: string): boolean {
  if (name === pattern) return true;
  if (pattern.toLowerCase() === 'them') return !name.startsWith('_');
  if (name.startsWith('_') && !pattern.startsWith('_')) return false;
  const source = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's').test(name);
}

function nothingChosen(quantity: Token, pattern: Token, parsing: Parsing): Expression {
  const text = `"${quantity.text} of ${pattern.text}" fits no selection`;
  const hint = didYouMean(pattern.text, names(parsing), `Selections: ${names(parsing).join(', ')}.`);
  if (quantity.text.toLowerCase() === 'all') return fail(parsing, pattern, text, hint, 'WW0416');
  parsing.report(
    diagnosticAt(place(parsing, pattern), {
      code: 'WW0416',
      severity: 'warning',
      message: `${text}, so it is never true`,
      hint,
    }),
  );
  return never;
}

function readName(token: Token, parsing: Parsing): Expression {
  const found = parsing.selections.find(({ name }) => name === token.text);
  if (found === undefined) {
    const hint = didYouMean(token.text, names(parsing), `Selections: ${names(parsing).join(', ')}.`);
    return fail(
      parsing,
      token,
      `The condition names "${token.text}", which is no selection of this rule`,
      hint,
      'WW0415',
    );
  }
  parsing.used.add(found.name);
  return found.expression;
}

const names = (parsing: Parsing): readonly string[] => parsing.selections.map(({ name }) => name);

const isWord = (token: Token | undefined, word: string): boolean => token?.text.toLowerCase() === word;

function takeWord(parsing: Parsing, word: string): boolean {
  if (!isWord(parsing.tokens[parsing.at], word)) return false;
  parsing.at++;
  return true;
}

function restMessage(text: string): string {
  if (text === '|') return 'The condition ends in an aggregation ("| …"), which Sigma 2 has no more';
  return `"${text}" is not expected here`;
}

function restHint(text: string): string {
  if (text === '|') return 'Aggregations are correlation documents now; take it away to match single events.';
  return text === ')' ? 'Take away the ")" or open the parenthesis.' : 'Join the parts with and, or, not.';
}

function fail(parsing: Parsing, token: Token | undefined, message: string, hint: string, code = 'WW0414'): never {
  parsing.report(diagnosticAt(place(parsing, token), { code, severity: 'error', message, hint }));
  throw new Stop();
}

/** The token's own place; behind the last one where there is none. */
function place({ source, tokens }: Parsing, token: Token | undefined): Span {
  const end = tokens.at(-1)?.end ?? 0;
  return { source, start: token?.start ?? end, end: token?.end ?? end };
}
