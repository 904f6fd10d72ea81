import { walk, type SplNode } from '../../spl/visit';
import type { Span } from '../../core/source';
import type { Rule } from './rule';

/** Commands that leave out rows without a word (limits.conf: [join], [append], [subsearch]; sort and head by their count). */
export const silentLimit: Rule = {
  severity: 'information',
  level: 'strict',
  title: 'Nothing is cut off in silence',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      const limit = limitOf(node);
      if (limit !== undefined) report(startOf(node.span), limit.message, limit.hint);
    });
  },
};

interface Limit {
  readonly message: string;
  readonly hint: string;
}

function limitOf(node: SplNode): Limit | undefined {
  switch (node.kind) {
    case 'head':
    case 'tail':
      return node.limit === null
        ? undefined
        : {
            message: `${node.kind} keeps ${node.limit} rows and drops the rest`,
            hint: 'leave it out, or say by a condition which rows count',
          };
    case 'sort':
      return node.limit === null
        ? {
            message: 'sort keeps 10,000 rows and drops the rest',
            hint: 'write sort 0 …, or leave it out: an alert has no order',
          }
        : undefined;
    case 'join':
      return {
        message: 'join reads at most 50,000 rows of its subsearch, within 60 s',
        hint: 'stats values(…) by the common field has no such limit',
      };
    case 'append':
      return {
        message: 'append reads at most 50,000 rows of its subsearch, within 60 s',
        hint: 'search for both at once and tell them apart with eval',
      };
    default:
      return undefined;
  }
}

function startOf(span: Span): Span {
  return { ...span, end: Math.min(span.end, span.start + 8) };
}
