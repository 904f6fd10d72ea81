import { createContext, Script } from 'node:vm';
import { PatternBudgetError, type Pattern, type PatternMatch } from './match';
import type { Translation } from '../../core/translate_pcre';

/** The fallback for lookaround and backreferences: the runtime's own engine, stopped when it takes too long. */

/** Of the processor's time: a script that a busy machine keeps waiting is not slow. */
const MILLISECONDS = 250;
/** However little the processor has done, no text is waited for longer. */
const MOST_PASSED = 60_000;

/** What the script sees: the expression and the text; it leaves its result in `found`. */
interface Sandbox {
  regex: RegExp;
  text: string;
  found: RegExpExecArray | null;
}

const script = new Script('found = regex.exec(text)');

/** A pattern that throws PatternBudgetError when one text takes longer than its budget. Throws SyntaxError on a malformed one. */
export function budgetedPattern({ nativeText, nativeFlags, names }: Translation): Pattern {
  const regex = new RegExp(nativeText, `${nativeFlags}dg`);
  const sandbox: Sandbox = { regex, text: '', found: null };
  const context = createContext(sandbox);
  return {
    names,
    exec: (text, from) => {
      regex.lastIndex = from;
      sandbox.text = text;
      runWithin((timeout) => script.runInContext(context, { timeout }));
      return sandbox.found === null ? null : matchOf(sandbox.found);
    },
  };
}

/**
 * Runs work that throws when it has not ended in so many milliseconds by the clock; it is given more while the
 * process has not worked for its budget. Throws PatternBudgetError then.
 */
export function runWithin(work: (timeout: number) => unknown, usage: () => number = workedMilliseconds): void {
  const before = usage();
  for (let timeout = MILLISECONDS; ; timeout *= 2)
    try {
      work(timeout);
      return;
    } catch (error) {
      if (usage() - before < MILLISECONDS && timeout < MOST_PASSED) continue;
      throw new PatternBudgetError(
        `A regular expression with lookaround or backreferences took more than ${MILLISECONDS} ms on one text`,
        { cause: error },
      );
    }
}

/** What the processors have done for this process. */
function workedMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function matchOf(found: RegExpExecArray): PatternMatch {
  const groups = found.map((group: string | undefined) => group ?? null);
  return { start: found.index, end: found.index + found[0].length, groups };
}
