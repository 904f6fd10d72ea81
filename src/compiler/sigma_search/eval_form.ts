import type { Span } from '../../core/source';
import type { Expression, FieldTest } from '../../sigma/expression';
import { flaggedRegex } from '../../sigma/regex';
import { literalString } from '../../sigma/sigma_string';
import type { CompareOperator, FieldReferenceValue, SigmaValue, StringValue, TimePart } from '../../sigma/value';
import type { EvalExpression } from '../../spl/ast';
import type { Bind, Binding } from './fields';
import { fitsMissing } from './search_form';
import { evalBinary, evalCall, evalField, evalLogical, evalNot, evalNumber, evalString } from './spl_nodes';
import { textRegex, timeRegex } from './text_regex';

/**
 * A rule's expression exactly, in the language of `where`. Every field it reads has been filled: a missing value is the
 * text `unknown` or `null`, so that NOT never meets a null.
 */
export function evalForm(expression: Expression, bind: Bind, span: Span): EvalExpression {
  switch (expression.kind) {
    case 'and':
      return joined(
        'AND',
        expression.terms.map((term) => evalForm(term, bind, span)),
        span,
      );
    case 'or':
      return joined('OR', orTerms(expression.terms, bind, span), span);
    case 'not':
      return evalNot(evalForm(expression.term, bind, span), span);
    case 'constant':
      return evalCall(expression.value ? 'true' : 'false', [], span);
    case 'test': {
      const binding = bind(expression.field);
      return binding === undefined ? evalCall('false', [], span) : testForm(expression, binding, bind);
    }
    case 'keyword':
      return evalCall('false', [], expression.span);
  }
}

function joined(operator: 'AND' | 'OR', operands: readonly EvalExpression[], span: Span): EvalExpression {
  const [first, ...more] = operands;
  if (first === undefined) return evalCall(operator === 'AND' ? 'true' : 'false', [], span);
  return more.length === 0 ? first : evalLogical(operator, operands, span);
}

/** Several uncased texts on one field become one regular expression. */
function orTerms(terms: readonly Expression[], bind: Bind, span: Span): readonly EvalExpression[] {
  const lists = new Map<string, StringValue[]>();
  const others: Expression[] = [];
  for (const term of terms) {
    const value = term.kind === 'test' && joinable(term, bind) ? term.value : undefined;
    if (term.kind === 'test' && value?.kind === 'string')
      lists.set(term.field, [...(lists.get(term.field) ?? []), value]);
    else others.push(term);
  }
  const combined = [...lists].map(([field, values]) => {
    const name = bind(field)?.result ?? field;
    const pattern = textRegex(
      values.map(({ string }) => string),
      false,
    );
    return evalCall('match', [evalField(name, span), evalString(pattern, span)], span);
  });
  return [...combined, ...others.map((term) => evalForm(term, bind, span))];
}

function joinable({ field, value }: FieldTest, bind: Bind): boolean {
  const binding = bind(field);
  if (binding === undefined || value.kind !== 'string' || value.cased || value.string.parts.length === 0) return false;
  return !fitsMissing(value, binding.missingText);
}

const compareOperators: Record<CompareOperator, '<' | '<=' | '>' | '>='> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function testForm(test: FieldTest, binding: Binding, bind: Bind): EvalExpression {
  const { value, span } = test;
  const field = evalField(binding.result, span);
  if (value.kind === 'null') return missing(binding, span);
  if (value.kind === 'exists') return value.wanted ? evalNot(missing(binding, span), span) : missing(binding, span);
  if (value.kind === 'string' && value.string.parts.length === 0) {
    const empty = evalBinary(field, '=', evalString('', span), span);
    return binding.keepsEmpty ? empty : evalLogical('OR', [missing(binding, span), empty], span);
  }
  const form = presentForm(value, field, bind, span);
  return fitsMissing(value, binding.missingText) || value.kind === 'fieldref'
    ? evalLogical('AND', [evalNot(missing(binding, span), span), form], span)
    : form;
}

function missing({ result, missingText }: Binding, span: Span): EvalExpression {
  return evalBinary(evalField(result, span), '=', evalString(missingText, span), span);
}

function presentForm(value: SigmaValue, field: EvalExpression, bind: Bind, span: Span): EvalExpression {
  const match = (pattern: string): EvalExpression => evalCall('match', [field, evalString(pattern, span)], span);
  switch (value.kind) {
    case 'string':
      return match(textRegex([value.string], value.cased));
    case 'number':
      return numberForm(value, field, span);
    case 'boolean':
      return match(textRegex([literalString(String(value.boolean))], false));
    case 'bytes':
      return match(textRegex([literalString(String.fromCharCode(...value.bytes))], true));
    case 'regex':
      return match(flaggedRegex(value.pattern, value.flags));
    case 'cidr':
      return evalCall('cidrmatch', [evalString(value.written, span), field], span);
    case 'compare':
      return isTrue(
        evalBinary(numberIn(field, span), compareOperators[value.operator], evalNumber(value.number, span), span),
        span,
      );
    case 'time':
      return timeForm(value, field, span);
    case 'fieldref':
      return referenceForm(value, field, bind, span);
    case 'anyOf':
      return joined(
        'OR',
        value.values.map((one) => presentForm(one, field, bind, span)),
        span,
      );
    case 'null':
    case 'exists':
      return evalCall('false', [], span);
  }
}

/** A condition that may be null made plainly true or false. */
function isTrue(condition: EvalExpression, span: Span): EvalExpression {
  const asNumber = evalCall('if', [condition, evalNumber(1, span), evalNumber(0, span)], span);
  return evalBinary(asNumber, '=', evalNumber(1, span), span);
}

/** The number that a field writes; 4688 writes ids in hexadecimal. */
function numberIn(field: EvalExpression, span: Span): EvalExpression {
  const isHex = evalCall('match', [field, evalString('^0[xX][0-9a-fA-F]+\\z', span)], span);
  const digits = evalCall('substr', [field, evalNumber(3, span)], span);
  const hex = evalCall('tonumber', [digits, evalNumber(16, span)], span);
  return evalCall('if', [isHex, hex, evalCall('tonumber', [field], span)], span);
}

/** Equal to a number, in decimal or as 4688 writes it. */
function numberForm(value: Extract<SigmaValue, { kind: 'number' }>, field: EvalExpression, span: Span): EvalExpression {
  const same = (number: EvalExpression): EvalExpression =>
    isTrue(evalBinary(number, '=', evalNumber(value.number, span), span), span);
  const forms = [same(evalCall('tonumber', [field], span))];
  if (Number.isInteger(value.number) && value.number >= 0) {
    const pattern = `(?i)^0x0*${value.number.toString(16)}\\z`;
    forms.push(evalCall('match', [field, evalString(pattern, span)], span));
  }
  return joined('OR', forms, span);
}

function timeForm(value: Extract<SigmaValue, { kind: 'time' }>, field: EvalExpression, span: Span): EvalExpression {
  const { part, operator, value: wanted } = value;
  if (part !== 'week' && operator === 'eq')
    return evalCall('match', [field, evalString(timeRegex(part, wanted), span)], span);
  const shape = evalCall('match', [field, evalString(timeRegex(), span)], span);
  const text = part === 'week' ? weekOf(field, span) : digitsOf(field, timeDigits[part], span);
  const sign = operator === 'eq' ? '=' : compareOperators[operator];
  const compared = evalBinary(evalCall('tonumber', [text], span), sign, evalNumber(wanted, span), span);
  return evalLogical('AND', [shape, isTrue(compared, span)], span);
}

/** Where a part stands in `2024-01-31 23:59:58.123`: its first character, counted from 1, and how many. */
const timeDigits: Record<Exclude<TimePart, 'week'>, readonly [first: number, count: number]> = {
  year: [1, 4],
  month: [6, 2],
  day: [9, 2],
  hour: [12, 2],
  minute: [15, 2],
};

function digitsOf(field: EvalExpression, [first, count]: readonly [number, number], span: Span): EvalExpression {
  return evalCall('substr', [field, evalNumber(first, span), evalNumber(count, span)], span);
}

function weekOf(field: EvalExpression, span: Span): EvalExpression {
  const time = evalCall('strptime', [digitsOf(field, [1, 10], span), evalString('%Y-%m-%d', span)], span);
  return evalCall('strftime', [time, evalString('%V', span)], span);
}

/** Text functions alone: the other field's text must not be read as a pattern. */
function referenceForm(value: FieldReferenceValue, field: EvalExpression, bind: Bind, span: Span): EvalExpression {
  const other = bind(value.field);
  if (other === undefined) return evalCall('false', [], span);
  const text = (of: EvalExpression): EvalExpression => (value.cased ? of : evalCall('lower', [of], span));
  const [own, wanted] = [text(field), text(evalField(other.result, span))];
  const length = evalCall('len', [wanted], span);
  const forms: Record<FieldReferenceValue['place'], () => EvalExpression> = {
    whole: () => evalBinary(asText(own, span), '=', asText(wanted, span), span),
    start: () => evalBinary(evalCall('substr', [own, evalNumber(1, span), length], span), '=', wanted, span),
    end: () => evalBinary(endOf(own, length, span), '=', wanted, span),
    inside: () =>
      isTrue(
        evalBinary(evalCall('mvcount', [evalCall('split', [own, wanted], span)], span), '>', evalNumber(1, span), span),
        span,
      ),
  };
  return evalLogical('AND', [evalNot(missing(other, span), span), forms[value.place]()], span);
}

/** With a letter before it, `05` is not compared with `5` as a number. */
function asText(text: EvalExpression, span: Span): EvalExpression {
  return { kind: 'binary', operator: '.', left: evalString('x', span), right: text, parenthesised: false, span };
}

/** The last `length` characters; none when the text is shorter. */
function endOf(text: EvalExpression, length: EvalExpression, span: Span): EvalExpression {
  const start: EvalExpression = {
    kind: 'binary',
    operator: '+',
    left: {
      kind: 'binary',
      operator: '-',
      left: evalCall('len', [text], span),
      right: length,
      parenthesised: false,
      span,
    },
    right: evalNumber(1, span),
    parenthesised: false,
    span,
  };
  const enough = evalBinary(evalCall('len', [text], span), '>=', length, span);
  return evalCall('if', [enough, evalCall('substr', [text, start, length], span), evalString('', span)], span);
}
