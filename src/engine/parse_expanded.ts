import type { Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import type { Pipeline } from '../spl/ast';
import { expandMacros } from '../spl/expand';
import { parseSearch } from '../spl/parse';
import { compileExpression } from './eval/compile';
import { asText } from './eval/eval_value';
import { SearchProblem } from './problem';
import type { Clock } from '../spl/time/modifier';
import type { SearchEnvironment } from './types';

export interface ParseScope {
  readonly environment: SearchEnvironment;
  readonly clock: Clock;
  readonly precedence: 'or-first' | 'and-first';
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The tree of a search with all macros expanded. Everything found is reported; an error is thrown besides. */
export function parseExpanded(source: Source, scope: ParseScope): Pipeline {
  const { environment, precedence, report } = scope;
  const found: Diagnostic[] = [];
  const note = (one: Diagnostic): void => {
    found.push(one);
    report(one);
  };
  const evaluate = (expression: string): string | undefined => evaluated(expression, scope);
  const expanded = expandMacros(
    source,
    {
      macro: environment.macro,
      macroNames: environment.macroNames,
      evaluate,
      validate: (expression, args) => validated(expression, args, scope),
    },
    note,
  );
  const pipeline = parseSearch(expanded, { precedence, report: note });
  const error = found.find((one) => one.severity === 'error');
  if (error !== undefined) throw new SearchProblem(error);
  return pipeline;
}

/** The text that the definition of an eval-based macro gives. */
function evaluated(expression: string, scope: ParseScope): string | undefined {
  const compute = computed(expression, scope);
  return compute === undefined ? undefined : (asText(compute({})) ?? undefined);
}

/** What the validation of a macro gives: a verdict, or the text of an error. */
function validated(
  expression: string,
  args: Readonly<Record<string, string>>,
  scope: ParseScope,
): boolean | string | null {
  const value = computed(expression, scope)?.(args) ?? null;
  return typeof value === 'boolean' ? value : asText(value);
}

/** An eval expression that stands alone, ready to be computed; undefined when it is none. */
function computed(expression: string, { clock }: ParseScope): ReturnType<typeof compileExpression> | undefined {
  const source = { name: '<macro>', text: `| eval text=${expression}` };
  const problems: Diagnostic[] = [];
  const pipeline = parseSearch(source, { report: (one) => void problems.push(one) });
  const [command] = pipeline.commands;
  const assignment = command?.kind === 'eval' ? command.assignments[0] : undefined;
  if (problems.length > 0 || assignment === undefined) return undefined;
  return compileExpression(assignment.expression, {
    clock,
    report: () => undefined,
    lookup: () => undefined,
    searchCondition: () => () => null,
  });
}
