import { RE2JS } from 're2js';
import type { RegexFlags, RegexValue } from './value';

/**
 * Regular expressions of rules, in linear time where RE2 can say them. Look-around and back references, which it lacks,
 * go to the host's own engine.
 */

const noFlags: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

/** What is wrong with an expression, or undefined when it can be used. */
export function checkRegex(pattern: string): string | undefined {
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

function tester(pattern: string, flags: RegexFlags): (text: string) => boolean {
  if (/\(\?[=!<](?![A-Za-z])|\(\?<[=!]|\\[1-9]|\(\?>/.test(pattern)) return hostTester(pattern, flags);
  const compiled = RE2JS.compile(
    pattern,
    (flags.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) |
      (flags.multiline ? RE2JS.MULTILINE : 0) |
      (flags.dotAll ? RE2JS.DOTALL : 0),
  );
  return (text) => compiled.test(text);
}

function hostTester(pattern: string, flags: RegexFlags): (text: string) => boolean {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const letters = new Set([
    ...(inline?.[1] ?? ''),
    ...(flags.ignoreCase ? 'i' : ''),
    ...(flags.multiline ? 'm' : ''),
    ...(flags.dotAll ? 's' : ''),
  ]);
  const body = pattern.slice(inline?.[0].length ?? 0).replace(/\(\?P</g, '(?<');
  const compiled = new RegExp(body, [...letters].join(''));
  return (text) => compiled.test(text);
}
