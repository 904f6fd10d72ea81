import { RE2JS } from 're2js';
import { translate } from '../core/translate_pcre';
import type { RegexFlags, RegexValue } from './value';

/**
 * Regular expressions of rules (PCRE), in linear time where RE2 can say them. Look-around and back references, which it
 * lacks, go to the host's own engine.
 */

const noFlags: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

/** What is wrong with an expression, or undefined when it can be used. */
export function checkRegex(pattern: string): string | undefined {
  const { problem, refused } = translate(pattern);
  if (problem !== undefined) return problem;
  if (refused !== undefined) return `${refused} is not supported`;
  try {
    tester(pattern, noFlags);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  }
}

/** A function that finds the expression anywhere in a text. Throws on an expression that checkRegex refuses. */
export function regexTester({ pattern, flags }: RegexValue): (text: string) => boolean {
  return tester(pattern, flags);
}

/** The flags that modifiers set, written in front of the expression and joined with its own there. */
export function flaggedRegex(pattern: string, { ignoreCase, multiline, dotAll }: RegexFlags): string {
  const own = /^\(\?([imsx]+)\)/.exec(pattern);
  const letters = new Set(`${own?.[1] ?? ''}${ignoreCase ? 'i' : ''}${multiline ? 'm' : ''}${dotAll ? 's' : ''}`);
  return letters.size === 0 ? pattern : `(?${[...letters].join('')})${pattern.slice(own?.[0].length ?? 0)}`;
}

function tester(pattern: string, flags: RegexFlags): (text: string) => boolean {
  const { needsBacktracking, nativeText, nativeFlags, linearText } = translate(flaggedRegex(pattern, flags));
  if (needsBacktracking) {
    const native = new RegExp(nativeText, nativeFlags);
    return (text) => native.test(text);
  }
  const compiled = RE2JS.compile(linearText);
  return (text) => compiled.test(text);
}
