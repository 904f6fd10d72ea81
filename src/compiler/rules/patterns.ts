import type { Span } from '../../core/source';
import { parseSed } from '../../spl/sed';
import type { SplNode } from '../../spl/visit';

/** A regular expression in a search. */
export interface Pattern {
  readonly pattern: string;
  readonly span: Span;
}

const functions: ReadonlySet<string> = new Set(['match', 'replace', 'mvfind']);

/** The regular expressions that a node holds itself: of rex, regex and makemv, and of match(), replace() and mvfind(). */
export function patternsOf(node: SplNode): readonly Pattern[] {
  switch (node.kind) {
    case 'regex':
      return [node];
    case 'rex':
      return node.options.mode === 'sed'
        ? sedPatterns(node.pattern, node.patternSpan)
        : [{ ...node, span: node.patternSpan }];
    case 'makemv':
      return node.options.tokenizer === undefined ? [] : [{ pattern: node.options.tokenizer, span: node.span }];
    case 'call': {
      const pattern = functions.has(node.name) ? node.arguments[1] : undefined;
      return pattern?.kind === 'string' ? [{ pattern: pattern.value, span: pattern.span }] : [];
    }
    default:
      return [];
  }
}

function sedPatterns(text: string, span: Span): readonly Pattern[] {
  const sed = parseSed(text);
  return sed?.kind === 'substitute' ? [{ pattern: sed.pattern, span }] : [];
}
