import { ANY, covers, excludes, literal } from '../../core/wildcard_text';
import type { EvalExpression, SearchExpression, SearchValue } from '../../spl/ast';
import type { Span } from '../../core/source';

/** What single conditions say of a field, for the checks that hold conditions against each other. */
export type Claim = TextClaim | BoundClaim;

/** The field's value is one of these texts, or (not `wanted`) none of them. */
export interface TextClaim {
  readonly kind: 'text';
  readonly field: string;
  readonly wanted: boolean;
  /** As core/wildcard_text.ts has them; in small letters where case does not count. */
  readonly patterns: readonly string[];
  readonly span: Span;
}

/** The field's value lies above or below a number. */
export interface BoundClaim {
  readonly kind: 'bound';
  readonly field: string;
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly number: number;
  readonly span: Span;
}

/** What a search expression demands, as far as it can be told field by field; `wanted` false: what its opposite demands. */
export function searchClaims(node: SearchExpression, wanted = true): readonly Claim[] {
  switch (node.kind) {
    case 'comparison':
      return comparisonClaims(node, wanted);
    case 'in': {
      const values = node.values.filter((value) => value.kind === 'value');
      if (values.length !== node.values.length) return [];
      return [{ kind: 'text', field: node.field.name, wanted, patterns: values.map(patternOf), span: node.span }];
    }
    case 'not':
      return searchClaims(node.operand, !wanted);
    case 'and':
      return wanted ? node.operands.flatMap((operand) => searchClaims(operand)) : [];
    case 'or':
      return wanted
        ? anyOf(
            node.operands.map((operand) => searchClaims(operand)),
            node.span,
          )
        : node.operands.flatMap((operand) => searchClaims(operand, false));
    default:
      return [];
  }
}

function comparisonClaims(
  { field: { name: field }, operator, value, span }: Extract<SearchExpression, { kind: 'comparison' }>,
  wanted: boolean,
): readonly Claim[] {
  if (value.directive !== null) return [];
  if (operator === '=' || operator === '!=')
    return [{ kind: 'text', field, wanted: wanted === (operator === '='), patterns: [patternOf(value)], span }];
  return wanted && value.pieces.length === 1 ? boundClaim(field, operator, value.pieces[0] ?? '', span) : [];
}

function patternOf({ pieces }: SearchValue): string {
  return pieces.map((piece) => literal(piece.toLowerCase())).join(ANY);
}

function boundClaim(field: string, operator: BoundClaim['operator'], text: string, span: Span): readonly Claim[] {
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? [] : [{ kind: 'bound', field, operator, number, span }];
}

/** Alternatives that each want values of one field want any of those values. */
function anyOf(alternatives: readonly (readonly Claim[])[], span: Span): readonly Claim[] {
  const claims = alternatives.flatMap((list) => (list.length === 1 ? list : []));
  const texts = claims.filter((claim): claim is TextClaim => claim.kind === 'text' && claim.wanted);
  const [first] = texts;
  if (first === undefined || texts.length !== alternatives.length) return [];
  if (texts.some(({ field }) => field !== first.field)) return [];
  return [{ ...first, patterns: texts.flatMap(({ patterns }) => patterns), span }];
}

/** What a condition of where or eval demands; there letters' case counts and nothing is a wildcard. */
export function evalClaims(node: EvalExpression, wanted = true): readonly Claim[] {
  switch (node.kind) {
    case 'binary':
      return binaryClaims(node, wanted);
    case 'in': {
      const patterns = node.values.flatMap(valuesOf);
      if (node.operand.kind !== 'field' || patterns.length !== node.values.length) return [];
      return [{ kind: 'text', field: node.operand.name, wanted, patterns, span: node.span }];
    }
    case 'unary':
      return node.operator === 'NOT' ? evalClaims(node.operand, !wanted) : [];
    case 'logical':
      if (node.operator === 'XOR') return [];
      if (node.operator === 'AND') return wanted ? node.operands.flatMap((operand) => evalClaims(operand)) : [];
      return wanted
        ? anyOf(
            node.operands.map((operand) => evalClaims(operand)),
            node.span,
          )
        : node.operands.flatMap((operand) => evalClaims(operand, false));
    default:
      return [];
  }
}

function binaryClaims(
  { left, right, operator, span }: Extract<EvalExpression, { kind: 'binary' }>,
  wanted: boolean,
): readonly Claim[] {
  if (left.kind !== 'field') return [];
  const [value] = valuesOf(right);
  if (value === undefined) return [];
  if (operator === '=' || operator === '!=')
    return [{ kind: 'text', field: left.name, wanted: wanted === (operator === '='), patterns: [value], span }];
  if (operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=') return [];
  return wanted && right.kind === 'number' ? boundClaim(left.name, operator, String(right.value), span) : [];
}

function valuesOf(value: EvalExpression): readonly string[] {
  if (value.kind === 'string') return [literal(value.value)];
  return value.kind === 'number' ? [String(value.value)] : [];
}

/** Whether no value fits both patterns; `5` and `5.0` are one number. */
export function shareNothing(a: string, b: string): boolean {
  return excludes(a, b) && !isSameNumber(a, b);
}

/** Whether every value that fits `special` fits `general`. */
export function holdsAll(general: string, special: string): boolean {
  return covers(general, special) || isSameNumber(general, special);
}

function isSameNumber(a: string, b: string): boolean {
  return a.trim() !== '' && Number(a) === Number(b);
}

/** Whether a number lies within a bound. */
export function isWithin(number: number, { operator, number: limit }: BoundClaim): boolean {
  if (operator === '<') return number < limit;
  if (operator === '<=') return number <= limit;
  return operator === '>' ? number > limit : number >= limit;
}

/** A condition as it is written, in one line. */
export function shown({ span: { source, start, end } }: Claim): string {
  const text = source.text.slice(start, end).replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
