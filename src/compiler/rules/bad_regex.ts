import { pcreProblem } from '../../core/pcre';
import { parseSed } from '../../spl/sed';
import { walk } from '../../spl/visit';
import { patternsOf } from './patterns';
import type { Rule } from './rule';

/** A regular expression that PCRE does not compile ends the search with an error. */
export const badRegex: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Regular expressions are valid',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      if (node.kind === 'rex' && node.options.mode === 'sed' && parseSed(node.pattern) === undefined)
        report(
          node.patternSpan,
          `"${node.pattern}" is no sed expression`,
          'write s/pattern/replacement/g or y/abc/xyz/',
        );
      for (const { pattern, span } of patternsOf(node)) {
        const problem = pcreProblem(pattern);
        if (problem !== undefined) report(span, `The regular expression cannot be read: ${problem}`, hintFor(pattern));
      }
    });
  },
};

function hintFor(pattern: string): string {
  return /^\*\w|^\*\.\w/.test(pattern)
    ? 'this is a regular expression, in which .* stands for anything'
    : 'a sign that is meant as itself wants a backslash before it';
}
