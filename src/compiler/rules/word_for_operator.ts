import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** What other languages or a slip of the fingers make of AND, OR and NOT, and what SPL has for it. */
const MEANT: Readonly<Record<string, string>> = {
  '&&': 'AND',
  '||': 'OR',
  '&': 'AND',
  '!': 'NOT',
  ADN: 'AND',
  NAD: 'AND',
  ANDD: 'AND',
  AANDD: 'AND',
  RO: 'OR',
  ORR: 'OR',
  OOR: 'OR',
  XOR: '(a OR b) NOT (a b)',
  NTO: 'NOT',
  NOTT: 'NOT',
  ONT: 'NOT',
  BY: 'by, in small letters behind the conditions',
};

/** A word that is no operator of searches is looked for in the events, and `<>` compares with a text that begins with >. */
export const wordForOperator: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Operators of searches are written as SPL has them',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      if (node.kind === 'comparison' && !node.value.quoted && /^[<>=!]/.test(node.value.pieces[0] ?? ''))
        report(
          node.span,
          `SPL has no operator ${node.operator}${(node.value.pieces[0] ?? '')[0] ?? ''}: this compares with the text "${node.value.pieces.join('*')}"`,
          'write != for unequal; the others are = < <= > >=',
        );
      if (node.kind === 'aggregation' && node.argument?.kind === 'field' && /^distinct\s/i.test(node.argument.name))
        report(
          node.argument.span,
          `"${node.argument.name}" is taken for the name of one field, which no event has`,
          'write dc(field) to count the different values',
        );
      if (node.kind !== 'term' || node.value.quoted) return;
      const word = node.value.pieces.join('*');
      const meant = Object.hasOwn(MEANT, word) ? MEANT[word] : undefined;
      if (meant !== undefined)
        report(node.span, `"${word}" is a word that every event must hold, no operator`, `write ${meant}`);
    });
  },
};
