import { createContext, Script } from 'node:vm';
import { PatternBudgetError, type Pattern, type PatternMatch } from './match';
import type { Translation } from '../../core/translate_pcre';

/** The fallback for lookaround and backreferences: the runtime's own engine, stopped when it takes too long. */

const MILLISECONDS = 250;

/** What the script sees: the expression and the text; it leaves its result in `found`. */
interface Sandbox {
  regex: RegExp;
  text: string;
  found: RegExpExecArray | null;
}

const script = new Script('found = regex.exec(text)');

/** A pattern that throws PatternBudgetError when one text takes longer than its budget. Throws SyntaxError on a malformed one. */
export function budgetedPattern({ nativeText, nativeFlags }: Translation): Pattern {
  const regex = new RegExp(nativeText, `${nativeFlags}dg`);
  const sandbox: Sandbox = { regex, text: '', found: null };
  const context = createContext(sandbox);
  return {
    names: groupNames(nativeText),
    exec: (text, from) => {
      regex.lastIndex = from;
      sandbox.text = text;
      runWithin(() => script.runInContext(context, { timeout: MILLISECONDS }));
      return sandbox.found === null ? null : matchOf(sandbox.found);
    },
  };
}

function runWithin(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    throw new PatternBudgetError(
      `A regular expression with lookaround or backreferences took more than ${MILLISECONDS} ms on one text`,
      { cause: error },
    );
  }
}

function matchOf(found: RegExpExecArray): PatternMatch {
  const groups = found.map((group: string | undefined) => group ?? null);
  return { start: found.index, end: found.index + found[0].length, groups };
}

/** Group names in the order of their parentheses. */
function groupNames(text: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  let number = 0;
  for (const match of text.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?<([A-Za-z_]\w*)>|(?!\?))/g)) {
    if (!match[0].startsWith('(')) continue;
    number += 1;
    if (match[1] !== undefined) names.set(match[1], number);
  }
  return names;
}
