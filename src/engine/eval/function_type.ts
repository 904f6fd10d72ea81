import type { EvalScope, EvalValue } from './eval_value';

/** A function of eval whose arguments are all computed before it is called. */
export type EvalFunction = (args: readonly EvalValue[], scope: EvalScope) => EvalValue;
