import type { Span } from '../../core/source';
import { unreachable } from '../../core/invariant';
import type { Expression, FieldTest } from '../../sigma/expression';
import { compileExpression } from '../../sigma/match/match_rule';
import { matchEvent } from '../../sigma/match/match_event';
import type { SigmaString } from '../../sigma/sigma_string';
import type { CompareOperator, SigmaValue, StringValue } from '../../sigma/value';
import type { SearchExpression } from '../../spl/ast';
import type { Bind, Binding } from './fields';
import { requiredLiterals } from './required_literals';
import { compare, equals, inList, present, searchLogical, searchNot, searchValue } from './spl_nodes';

/**
 * What the search language can say of an expression E: `upper` holds wherever E does, `lower` nowhere where E does not;
 * when both are the same, it says E itself. `true` and `false` are the conditions that say nothing and everything.
 */
export interface Bounds {
  readonly upper: SearchExpression | boolean;
  readonly lower: SearchExpression | boolean;
  readonly exact: boolean;
}

/** The bounds of a rule's expression; every field must have a binding, and keywords none are left. */
export function searchBounds(expression: Expression, bind: Bind, span: Span): Bounds {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const terms = expression.terms.map((term) => searchBounds(term, bind, span));
      return {
        upper: logical(
          expression.kind,
          terms.map(({ upper }) => upper),
          span,
        ),
        lower: logical(
          expression.kind,
          terms.map(({ lower }) => lower),
          span,
        ),
        exact: terms.every(({ exact }) => exact),
      };
    }
    case 'not': {
      const { upper, lower, exact } = searchBounds(expression.term, bind, span);
      return { upper: opposite(lower, span), lower: opposite(upper, span), exact };
    }
    case 'constant':
      return exactly(expression.value);
    case 'test': {
      const binding = bind(expression.field);
      return binding === undefined ? within(true) : testBounds(expression, binding, bind);
    }
    case 'keyword':
      return within(true);
  }
}

const exactly = (form: SearchExpression | boolean): Bounds => ({ upper: form, lower: form, exact: true });
const within = (upper: SearchExpression | boolean): Bounds => ({ upper, lower: false, exact: false });

function opposite(form: SearchExpression | boolean, span: Span): SearchExpression | boolean {
  if (typeof form === 'boolean') return !form;
  return form.kind === 'not' ? form.operand : searchNot(form, span);
}

function logical(
  kind: 'and' | 'or',
  forms: readonly (SearchExpression | boolean)[],
  span: Span,
): SearchExpression | boolean {
  const deciding = kind === 'or';
  if (forms.includes(deciding)) return deciding;
  const operands = forms.filter((form) => typeof form !== 'boolean');
  const joined = kind === 'or' ? joinEquals(operands, span) : operands;
  const [first, ...more] = joined;
  if (first === undefined) return !deciding;
  return more.length === 0 ? first : searchLogical(kind, joined, span);
}

/** `a="x" OR a="y"` becomes `a IN ("x", "y")`. */
function joinEquals(operands: readonly SearchExpression[], span: Span): readonly SearchExpression[] {
  const fieldOf = (operand: SearchExpression): string | undefined =>
    operand.kind === 'comparison' && operand.operator === '=' && operand.value.quoted ? operand.field.name : undefined;
  const done = new Set<string>();
  return operands.flatMap((operand) => {
    const field = fieldOf(operand);
    if (field === undefined) return [operand];
    if (done.has(field)) return [];
    done.add(field);
    const values = operands.flatMap((other) =>
      other.kind === 'comparison' && fieldOf(other) === field ? [other.value] : [],
    );
    return values.length === 1 ? [operand] : [inList(field, values, span)];
  });
}

function testBounds(test: FieldTest, binding: Binding, bind: Bind): Bounds {
  const { value, span } = test;
  const there = (): SearchExpression => isThere(binding, span);
  switch (value.kind) {
    case 'string':
      return stringBounds(value, binding, test);
    case 'number': {
      const number = exactly(compare(binding.search, '=', searchValue([value.written], span, false), span));
      return binding.numeric ? number : within(there());
    }
    case 'boolean':
      return exactly(equals(binding.search, String(value.boolean), span));
    case 'null':
      return exactly(opposite(there(), span));
    case 'exists':
      return exactly(value.wanted ? there() : opposite(there(), span));
    case 'compare': {
      const written = searchValue([String(value.number)], span, false);
      const compared = compare(binding.search, compareOperators[value.operator], written, span);
      return binding.numeric ? exactly(compared) : within(there());
    }
    case 'regex':
      return within(regexUpper(value.pattern, binding, span));
    case 'fieldref': {
      const other = bind(value.field);
      const both = other === undefined ? [there()] : [there(), isThere(other, span)];
      return within(logical('and', both, span));
    }
    case 'cidr':
    case 'time':
    case 'bytes':
    case 'anyOf':
      return within(there());
    default:
      return unreachable(value);
  }
}

const compareOperators: Record<CompareOperator, '<' | '<=' | '>' | '>='> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function isThere(binding: Binding, span: Span): SearchExpression {
  return binding.missing === 'absent'
    ? present(binding.search, span)
    : searchNot(equals(binding.search, binding.missing, span), span);
}

/** Empty text: where the field does not keep it, it cannot be told from a missing one. */
function isEmpty(binding: Binding, span: Span): SearchExpression | boolean {
  const empty = equals(binding.search, '', span);
  if (binding.keepsEmpty) return empty;
  const missing = opposite(isThere(binding, span), span);
  return binding.missing === 'unknown' ? missing : logical('or', [missing, empty], span);
}

function stringBounds(value: StringValue, binding: Binding, test: FieldTest): Bounds {
  const { span } = test;
  if (value.string.parts.length === 0) return exactly(isEmpty(binding, span));
  const { pieces, exact } = piecesOf(value.string);
  if (pieces.join('') === '' && pieces.length > 1) {
    const there = isThere(binding, span);
    return exact ? exactly(there) : within(there);
  }
  const plain = compare(binding.search, '=', searchValue(pieces, span), span);
  const form = fitsMissing(test.value, binding.missing) ? logical('and', [plain, isThere(binding, span)], span) : plain;
  return exact && !value.cased ? exactly(form) : within(form);
}

/** Whether the text that the search sees for a missing value would pass the test. */
export function fitsMissing(value: SigmaValue, missingText: string): boolean {
  if (missingText === 'absent') return false;
  const test: Expression = {
    kind: 'test',
    field: 'x',
    value,
    span: { source: { name: '', text: '' }, start: 0, end: 0 },
  };
  return compileExpression(test)(matchEvent({ x: missingText }));
}

/** The literal pieces between wildcards. SPL has no `?` and no literal `*`: a `*` for each, which is wider. */
function piecesOf({ parts }: SigmaString): { readonly pieces: readonly string[]; readonly exact: boolean } {
  let exact = true;
  let pieces = [''];
  const wildcard = (): void => {
    if (pieces.length === 1 || pieces.at(-1) !== '') pieces = [...pieces, ''];
  };
  for (const part of parts) {
    if (part.kind !== 'literal') {
      exact &&= part.kind === 'any';
      wildcard();
      continue;
    }
    part.text.split('*').forEach((piece, at) => {
      if (at > 0) {
        exact = false;
        wildcard();
      }
      pieces = [...pieces.slice(0, -1), (pieces.at(-1) ?? '') + piece];
    });
  }
  return { pieces, exact };
}

/** The texts that the expression cannot do without, else that the field is there. */
function regexUpper(pattern: string, binding: Binding, span: Span): SearchExpression | boolean {
  const required = requiredLiterals(pattern).map((choices) => {
    const values = choices.map((text) =>
      compare(binding.search, '=', searchValue(['', ...text.split('*'), ''], span), span),
    );
    return logical('or', values, span);
  });
  return logical('and', required.length === 0 ? [isThere(binding, span)] : required, span);
}
