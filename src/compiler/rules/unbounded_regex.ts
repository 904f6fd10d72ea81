import { walk, type SplNode } from '../../spl/visit';
import type { Span } from '../../core/source';
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

interface Pattern {
  readonly pattern: string;
  readonly span: Span;
}

function patternsOf(node: SplNode): readonly Pattern[] {
  if (node.kind === 'regex' || (node.kind === 'rex' && node.options.mode !== 'sed')) return [node];
  if (node.kind !== 'call' || !['match', 'replace', 'mvfind'].includes(node.name)) return [];
  const [, pattern] = node.arguments;
  return pattern?.kind === 'string' ? [{ pattern: pattern.value, span: pattern.span }] : [];
}

const ATOM = String.raw`(?:\\.|\[(?:\\.|[^\]\\])+\]|[^()\[\]\\|*+?{}])`;
/** An innermost group in which every part is repeated or may be left out, and that is itself repeated. */
const NESTED = new RegExp(
  String.raw`\((?:\?:|\?P?<\w+>)?(?:${ATOM}[*?]\??)*${ATOM}[*+]\??(?:${ATOM}[*?]\??)*\)(?:[*+]|\{\d+,\})`,
);

function nestedRepetition(pattern: string): string | undefined {
  return NESTED.exec(pattern)?.[0];
}
