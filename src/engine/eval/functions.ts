import type { EvalFunctionName } from '../../spl/eval_functions';
import { conversionFunctions } from './conversion_functions';
import type { EvalFunction } from './function_type';
import { jsonFunctions } from './json_functions';
import { mathFunctions } from './math_functions';
import { multivalueFunctions } from './multivalue_functions';
import type { SpecialForm } from './special_forms';
import { textFunctions } from './text_functions';
import { timeFunctions } from './time_functions';

/** Every eval function but the special forms: a function that SPL knows and this table lacks is a compile error. */
export const eagerFunctions: Readonly<Record<Exclude<EvalFunctionName, SpecialForm>, EvalFunction>> = {
  ...conversionFunctions,
  ...jsonFunctions,
  ...mathFunctions,
  ...multivalueFunctions,
  ...textFunctions,
  ...timeFunctions,
};
