import { RE2JS } from 're2js';
import { budgetedPattern } from './budgeted';
import type { Pattern, PatternMatch } from './match';
import { differences, translate, type Translation } from '../../core/translate_pcre';

/**
 * Regular expressions. Splunk's are PCRE; ours run on an engine whose time grows with the text alone. Lookaround and
 * backreferences, which it lacks, run on the runtime's own engine under a budget of time.
 */

/** A pattern that nobody can run, and why. */
export interface PatternProblem {
  readonly message: string;
  readonly hint: string;
}

export type PatternResult =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'problem'; readonly problem: PatternProblem };

const MOST_CACHED = 500;
const cache = new Map<string, PatternResult>();

/** Compiles a PCRE pattern; the same text is compiled once. */
export function compilePattern(source: string): PatternResult {
  const known = cache.get(source);
  if (known !== undefined) return known;
  if (cache.size >= MOST_CACHED) cache.clear();
  const made = compiled(source);
  cache.set(source, made);
  return made;
}

function compiled(source: string): PatternResult {
  const translation = translate(source);
  if (translation.problem !== undefined)
    return problem(`The regular expression is malformed: ${translation.problem}`, source);
  if (translation.refused !== undefined)
    return problem(`The regular expression uses ${translation.refused}, which is not supported here`, source);
  try {
    return {
      kind: 'pattern',
      pattern: translation.needsBacktracking ? budgetedPattern(translation) : linear(translation),
    };
  } catch (error) {
    return problem(
      `The regular expression is malformed: ${error instanceof Error ? error.message : String(error)}`,
      source,
    );
  }
}

function problem(message: string, source: string): PatternResult {
  const shown = source.length > 80 ? `${source.slice(0, 77)}...` : source;
  return { kind: 'problem', problem: { message: `${message} (${shown})`, hint: differences } };
}

function linear({ linearText, names }: Translation): Pattern {
  const regex = RE2JS.compile(linearText);
  const count = regex.groupCount();
  return {
    names,
    exec: (text, from) => {
      const matcher = regex.matcher(text);
      if (!matcher.find(from)) return null;
      const groups = Array.from({ length: count + 1 }, (_, i) => matcher.group(i));
      return { start: matcher.start(), end: matcher.end(), groups };
    },
  };
}

/** True when the pattern matches anywhere in the text. */
export function matches(pattern: Pattern, text: string): boolean {
  return pattern.exec(text, 0) !== null;
}

/** All matches that do not overlap, at most `most`. */
export function allMatches(pattern: Pattern, text: string, most: number): readonly PatternMatch[] {
  const found: PatternMatch[] = [];
  let from = 0;
  while (found.length < most && from <= text.length) {
    const match = pattern.exec(text, from);
    if (match === null) break;
    found.push(match);
    from = match.end > match.start ? match.end : match.end + 1;
  }
  return found;
}

/** Replaces every match (or the first `most`); `\1` in the replacement is a group, `\0` and `&`-less text stand as they are. */
export function replaceMatches(pattern: Pattern, text: string, replacement: string, most = Infinity): string {
  let result = '';
  let at = 0;
  for (const match of allMatches(pattern, text, most)) {
    result += text.slice(at, match.start) + filledIn(replacement, match);
    at = match.end;
  }
  return result + text.slice(at);
}

function filledIn(replacement: string, match: PatternMatch): string {
  return replacement.replace(/\\(\d|\\)/g, (_, digit: string) =>
    digit === '\\' ? '\\' : (match.groups[Number(digit)] ?? ''),
  );
}
