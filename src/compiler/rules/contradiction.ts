import type { EvalExpression, SearchExpression } from '../../spl/ast';
import { walk, type SplNode } from '../../spl/visit';
import type { Span } from '../../core/source';
import type { Rule } from './rule';

/** Conditions that no event fulfils: a field that equals two values at once, or lies above a number and below a smaller one. */
export const contradiction: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Conditions do not contradict each other',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      for (const { first, second } of opposites(claimsOf(node)))
        report(
          second.span,
          `Nothing has both ${shown(first)} and ${shown(second)}`,
          'join the two with OR, or drop one',
        );
    });
  },
};

function claimsOf(node: SplNode): readonly Claim[] {
  if (node.kind === 'and') return node.operands.flatMap(searchClaims);
  return node.kind === 'logical' && node.operator === 'AND' ? node.operands.flatMap(evalClaims) : [];
}

/** Fields that have one value in every event: others may hold several, one of which is enough for a search. */
const SINGLE =
  /^(?:index|host|source|sourcetype|EventCode|EventID|(?:Processes|Registry|Filesystem)\.\w*(?:name|path|process|dest|user|id|action))$/;

interface Claim {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
  readonly span: Span;
}

function searchClaims(node: SearchExpression): readonly Claim[] {
  if (node.kind !== 'comparison' || node.value.pieces.length !== 1) return [];
  if (node.operator === '=' && !SINGLE.test(node.field.name)) return [];
  return [
    {
      field: node.field.name,
      operator: node.operator,
      value: (node.value.pieces[0] ?? '').toLowerCase(),
      span: node.span,
    },
  ];
}

function evalClaims(node: EvalExpression): readonly Claim[] {
  if (node.kind !== 'binary' || node.left.kind !== 'field') return [];
  const { left, right, operator, span } = node;
  if (right.kind === 'string') return [{ field: left.name, operator, value: right.value, span }];
  return right.kind === 'number' ? [{ field: left.name, operator, value: String(right.value), span }] : [];
}

function opposites(claims: readonly Claim[]): readonly { readonly first: Claim; readonly second: Claim }[] {
  return claims.flatMap((second, index) => {
    const first = claims.slice(0, index).find((other) => other.field === second.field && excludes(other, second));
    return first === undefined ? [] : [{ first, second }];
  });
}

function excludes(a: Claim, b: Claim): boolean {
  if (a.operator === '=' && b.operator === '=') return a.value !== b.value && !sameNumber(a, b);
  const [low, high] = /^>/.test(a.operator) ? [a, b] : [b, a];
  if (!/^>/.test(low.operator) || !/^</.test(high.operator)) return false;
  const [from, to] = [Number(low.value), Number(high.value)];
  return from > to || (from === to && (low.operator === '>' || high.operator === '<'));
}

function sameNumber(a: Claim, b: Claim): boolean {
  return a.value !== '' && Number(a.value) === Number(b.value);
}

function shown({ field, operator, value }: Claim): string {
  return `${field}${operator}${value}`;
}
