import type { Aggregation, EvalExpression, EvalString, SearchValue } from '../../spl/ast';
import { walk, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** In where and eval "5" is a text, and texts are compared sign by sign: "10" comes before "5". */
export const textForNumber: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Numbers are compared with numbers',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    const { numbers, texts } = namesOf(written);
    walk(written, (node) => {
      const quoted = quotedNumber(node, texts);
      if (quoted !== undefined)
        report(
          quoted.span,
          `"${quoted.value}" is a text: texts are compared sign by sign, so "10" comes before "5"`,
          `write ${quoted.value} without quotes`,
        );
      const word = wordForNumber(node, numbers);
      if (word !== undefined)
        report(word.span, `${word.field} is a number and never "${word.text}"`, 'compare it with a number');
    });
  },
};

/** Aggregations that give numbers whatever they are asked. */
const COUNTING: ReadonlySet<Aggregation['function']> = new Set(['count', 'dc', 'estdc', 'sum', 'avg', 'stdev']);

/** Functions of eval that give text, in which 09 may well be compared with 18. */
const WRITING = /^(?:strftime|tostring|printf|substr|replace|mvindex|split|upper|lower|trim|ltrim|rtrim|json_extract)$/;

/** Fields that are counted, and fields that eval makes a text of. */
function namesOf(root: SplNode): { readonly numbers: ReadonlySet<string>; readonly texts: ReadonlySet<string> } {
  const numbers = new Set<string>();
  const made = new Set<string>();
  const texts = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'aggregation' && COUNTING.has(node.function)) numbers.add(node.as?.name ?? node.text);
    else if (node.kind === 'aggregation' && node.as !== null) made.add(node.as.name);
    if (node.kind === 'renaming') made.add(node.to.name);
    if (node.kind !== 'assignment') return;
    made.add(node.field.name);
    if (isWritten(node.expression)) texts.add(node.field.name);
  });
  return { numbers: new Set([...numbers].filter((name) => !made.has(name))), texts };
}

function isWritten(expression: EvalExpression): boolean {
  return expression.kind === 'call' && WRITING.test(expression.name);
}

function isOrder(operator: string): boolean {
  return /^[<>]=?$/.test(operator);
}

/** A number in quotes beside a field that no function has made a text of; 09 with its zero is meant as text. */
function quotedNumber(node: SplNode, texts: ReadonlySet<string>): EvalString | undefined {
  if (node.kind !== 'binary' || !isOrder(node.operator)) return undefined;
  const [value, other] = node.right.kind === 'string' ? [node.right, node.left] : [node.left, node.right];
  if (value.kind !== 'string' || other.kind === 'string' || !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value.value))
    return undefined;
  return isWritten(other) || (other.kind === 'field' && texts.has(other.name)) ? undefined : value;
}

interface Word {
  readonly field: string;
  readonly text: string;
  readonly span: SplNode['span'];
}

function wordForNumber(node: SplNode, numbers: ReadonlySet<string>): Word | undefined {
  if (node.kind === 'binary' && (isOrder(node.operator) || /^!?=$/.test(node.operator))) {
    const { left, right } = node;
    if (left.kind !== 'field' || right.kind !== 'string' || !numbers.has(left.name)) return undefined;
    return isNumber(right.value) ? undefined : { field: left.name, text: right.value, span: right.span };
  }
  if (node.kind !== 'comparison' || !numbers.has(node.field.name)) return undefined;
  const text = textOf(node.value);
  return isNumber(text) ? undefined : { field: node.field.name, text, span: node.value.span };
}

function textOf({ pieces }: SearchValue): string {
  return pieces.join('*');
}

/** A number, or a pattern of digits. */
function isNumber(text: string): boolean {
  return /^[-+]?[\d.*]+(?:e[-+]?\d+)?$/i.test(text.trim());
}
