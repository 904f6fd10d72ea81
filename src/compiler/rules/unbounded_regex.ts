import { walk } from '../../spl/visit';
import { patternsOf } from './patterns';
import type { Rule } from './rule';

/** `(a+)+` and its like take exponential time on text that almost matches; Splunk then stops the match and loses the event. */
export const unboundedRegex: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'No regular expression repeats a repetition',
  check({ written }, _library, report) {
    walk(written, (node) => {
      for (const { pattern, span } of patternsOf(node)) {
        const nested = nestedRepetition(pattern);
        if (nested !== undefined)
          report(
            span,
            `${nested} repeats a repetition: on text that almost matches it takes exponential time`,
            'repeat one of the two only, or name what must stand between',
          );
      }
    });
  },
};

const ATOM = String.raw`(?:\\.|\[(?:\\.|[^\]\\])+\]|[^()\[\]\\|*+?{}])`;
/** An innermost group in which every part is repeated or may be left out, and that is itself repeated. */
const NESTED = new RegExp(
  String.raw`\((?:\?:|\?P?<\w+>)?(?:${ATOM}[*?]\??)*${ATOM}[*+]\??(?:${ATOM}[*?]\??)*\)(?:[*+]|\{\d+,\})`,
);

function nestedRepetition(pattern: string): string | undefined {
  return NESTED.exec(pattern)?.[0];
}
