import { walk, type SplNode } from '../../spl/visit';
import type { Span } from '../../core/source';
import type { Rule } from './rule';

/** An address block with a part over 255 or a prefix over 32 holds no address. */
export const badCidr: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Address blocks are valid',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      const block = blockOf(node);
      if (block !== undefined && !isBlock(block.text))
        report(block.span, `"${block.text}" is no block of addresses`, 'write for example 10.0.0.0/8');
    });
  },
};

function blockOf(node: SplNode): { readonly text: string; readonly span: Span } | undefined {
  if (node.kind === 'call' && node.name === 'cidrmatch') {
    const [block] = node.arguments;
    return block?.kind === 'string' ? { text: block.value, span: block.span } : undefined;
  }
  if (node.kind !== 'value' || node.pieces.length !== 1) return undefined;
  const [text = ''] = node.pieces;
  return /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,3})?$/.test(text) ? { text, span: node.span } : undefined;
}

function isBlock(text: string): boolean {
  if (text.includes(':')) return /^[0-9a-f:.]+(?:\/(?:\d|[1-9]\d|1[01]\d|12[0-8]))?$/i.test(text);
  const [address = '', prefix = '32'] = text.split('/');
  const parts = address.split('.');
  return (
    parts.length === 4 &&
    parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255) &&
    /^\d{1,2}$/.test(prefix) &&
    Number(prefix) <= 32
  );
}
