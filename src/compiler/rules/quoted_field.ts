import type { EvalCall, EvalExpression, EvalString } from '../../spl/ast';
import { walk, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** In eval and where "x" is a text and 'x' a field: a test of nothing but texts has the same answer for every row. */
export const quotedField: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Conditions of where and eval ask a field',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      const text = textForField(node);
      if (text !== undefined)
        report(
          text.span,
          `"${text.value}" is a text and no field here, so the answer is the same for every row`,
          /^[\w.{}-]+$/.test(text.value)
            ? `write ${text.value}, or '${text.value}' where it has other signs`
            : "put a field's name in 'single quotes'",
        );
    });
  },
};

/** Functions that ask what a field holds, by their first argument. */
const ASKING: ReadonlySet<string> = new Set([
  'isnull',
  'isnotnull',
  'isnum',
  'isint',
  'isstr',
  'isbool',
  'ismv',
  'like',
  'match',
  'cidrmatch',
  'mvcount',
  'mvindex',
  'mvjoin',
  'mvdedup',
  'mvsort',
  'mvfilter',
  'len',
]);

function textForField(node: SplNode): EvalString | undefined {
  if (node.kind === 'call') return ofCall(node);
  if (node.kind === 'in' && 'operand' in node) return isText(node.operand) ? node.operand : undefined;
  if (node.kind !== 'binary' || !/^(?:=|!=|<|<=|>|>=|LIKE)$/.test(node.operator)) return undefined;
  return isText(node.left) && isText(node.right) && node.left.value !== node.right.value ? node.left : undefined;
}

function ofCall({ name, arguments: list }: EvalCall): EvalString | undefined {
  if (name === 'coalesce') return list.slice(0, -1).find(isText);
  if (!ASKING.has(name)) return undefined;
  const asked = list[name === 'cidrmatch' ? 1 : 0];
  return asked !== undefined && isText(asked) ? asked : undefined;
}

function isText(value: EvalExpression): value is EvalString {
  return value.kind === 'string';
}
