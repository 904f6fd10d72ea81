import type { EvalAssignment } from '../../spl/ast';
import { fieldValueOf } from '../eval/eval_value';
import { problemAt } from '../problem';
import type { Row } from '../types';
import { addFields, fieldOf, withField } from '../values/row';
import { textOf } from '../values/value';
import { mapBatches, type CommandContext, type Runner } from './command';
import { compilePrepared } from './prepared_expression';

/** `eval`: computes fields, one assignment after the other. */
export const runEval: Runner<'eval'> = ({ assignments }, context) =>
  async function* (input) {
    const steps = await Promise.all(assignments.map((one) => step(one, context)));
    yield* mapBatches(({ fields, rows }) => {
      const added = new Set<string>();
      const changed = rows.map((row) => steps.reduce((before, apply) => apply(before, added), row));
      return { fields: addFields(fields, [...fixedNames(assignments), ...added]), rows: changed };
    })(input);
  };

type Step = (row: Row, added: Set<string>) => Row;

async function step(assignment: EvalAssignment, context: CommandContext): Promise<Step> {
  const evaluate = await compilePrepared(assignment.expression, context);
  const { field } = assignment;
  return (row, added) => {
    const value = evaluate(row);
    if (typeof value === 'boolean')
      throw problemAt(
        'badExpression',
        assignment.span,
        `The result of this expression is true or false, which the field "${field.name}" cannot hold`,
        'Wrap it: if(…, "true", "false").',
      );
    const name = filledName(field.name, row);
    added.add(name);
    return withField(row, name, fieldValueOf(value));
  };
}

/** A name such as `count_{host}`, with the field's value filled in. */
function filledName(name: string, row: Row): string {
  return name.includes('{')
    ? name.replace(/\{([^{}]+)\}/g, (_, other: string) => textOf(fieldOf(row, other)) ?? '')
    : name;
}

function fixedNames(assignments: readonly EvalAssignment[]): readonly string[] {
  return assignments.map(({ field }) => field.name).filter((name) => !name.includes('{'));
}
