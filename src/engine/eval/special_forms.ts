import type { EvalCall, EvalExpression } from '../../spl/ast';
import type { EvalFunctionName } from '../../spl/eval_functions';
import { problemAt } from '../problem';
import { fromList } from '../values/value';
import { fieldOf } from '../values/row';
import { asList, asTruth, fieldValueOf, isNull, type Evaluate } from './eval_value';
import { compareValues } from './operators';
import type { FormScope } from './form_scope';
import { compileLookup } from './lookup_form';
import { significant } from './significant';

/** The functions that do not compute all their arguments first, or look at how these are written. */

export type SpecialForm =
  'case' | 'coalesce' | 'if' | 'in' | 'lookup' | 'mvfilter' | 'mvmap' | 'searchmatch' | 'sigfig' | 'validate';

type Form = (call: EvalCall, scope: FormScope) => Evaluate;

const nothing: Evaluate = () => null;

function pairs(call: EvalCall, { compile }: FormScope): readonly (readonly [Evaluate, Evaluate])[] {
  const compiled = call.arguments.map(compile);
  if (compiled.length % 2 !== 0)
    throw problemAt(
      'badExpression',
      call.span,
      `${call.name} needs pairs of a condition and a value`,
      'Add the value that is missing; a last pair true(), "…" is the default.',
    );
  return compiled.flatMap((condition, i) => (i % 2 === 0 ? [[condition, compiled[i + 1] ?? nothing] as const] : []));
}

/** The field that `mvfilter` and `mvmap` walk through; they take one. */
function fieldIn(expression: EvalExpression): string | undefined {
  switch (expression.kind) {
    case 'field':
      return expression.name;
    case 'call':
      return expression.arguments.map(fieldIn).find((name) => name !== undefined);
    case 'binary':
      return fieldIn(expression.left) ?? fieldIn(expression.right);
    case 'logical':
      return expression.operands.map(fieldIn).find((name) => name !== undefined);
    case 'unary':
      return fieldIn(expression.operand);
    case 'in':
      return fieldIn(expression.operand);
    case 'string':
    case 'number':
    case 'macro':
    case 'subsearch':
      return undefined;
  }
}

function walkedField(call: EvalCall): string {
  const [first] = call.arguments;
  const name = first === undefined ? undefined : fieldIn(first);
  if (name === undefined)
    throw problemAt(
      'badExpression',
      call.span,
      `${call.name} names no field whose values it could walk through`,
      'Name one field in its first argument.',
    );
  return name;
}

/** The table of special forms. */
export const specialForms: Readonly<Record<SpecialForm, Form>> = {
  case: (call, scope) => {
    const all = pairs(call, scope);
    return (row) => all.find(([condition]) => asTruth(condition(row)) === true)?.[1](row) ?? null;
  },
  coalesce: (call, { compile }) => {
    const all = call.arguments.map(compile);
    return (row) => {
      for (const one of all) {
        const value = one(row);
        if (!isNull(value)) return value;
      }
      return null;
    };
  },
  if: (call, { compile }) => {
    const [condition = nothing, then = nothing, otherwise = nothing] = call.arguments.map(compile);
    return (row) => (asTruth(condition(row)) === true ? then(row) : otherwise(row));
  },
  in: (call, { compile }) => {
    const [operand = nothing, ...values] = call.arguments.map(compile);
    return membership(operand, values);
  },
  lookup: compileLookup,
  mvfilter: (call, { compile }) => {
    const name = walkedField(call);
    const [condition = nothing] = call.arguments.map(compile);
    return (row) =>
      fromList(asList(fieldOf(row, name)).filter((value) => asTruth(condition({ ...row, [name]: value })) === true));
  },
  mvmap: (call, { compile }) => {
    const name = walkedField(call);
    const [list = nothing, each = nothing] = call.arguments.map(compile);
    return (row) =>
      fromList(asList(list(row)).flatMap((value) => asList(fieldValueOf(each({ ...row, [name]: value })))));
  },
  searchmatch: (call, { searchCondition }) => {
    const [text] = call.arguments;
    if (text?.kind !== 'string')
      throw problemAt(
        'badExpression',
        call.span,
        'searchmatch takes a search in quotes',
        'Write searchmatch("field=value").',
      );
    return searchCondition(text.value, call);
  },
  sigfig: (call, { compile }) => {
    const [argument] = call.arguments;
    if (argument === undefined) return nothing;
    return significant(argument, compile(argument));
  },
  validate: (call, scope) => {
    const all = pairs(call, scope);
    return (row) => all.find(([condition]) => asTruth(condition(row)) === false)?.[1](row) ?? null;
  },
};

/** True for the name of a special form. */
export function isSpecialForm(name: EvalFunctionName): name is SpecialForm {
  return Object.hasOwn(specialForms, name);
}

/** `x IN (…)`: null when x is null. */
export function membership(operand: Evaluate, values: readonly Evaluate[]): Evaluate {
  return (row) => {
    const left = operand(row);
    return isNull(left) ? null : values.some((value) => compareValues('=', left, value(row)) === true);
  };
}
