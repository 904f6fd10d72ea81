import { asTruth } from '../eval/eval_value';
import { mapRows, type Runner } from './command';
import { compilePrepared } from './prepared_expression';

/** `where`: keeps the rows for which an eval expression is true (neither false nor null). */
export const runWhere: Runner<'where'> = (command, context) =>
  async function* (input) {
    const holds = await compilePrepared(command.condition, context);
    yield* mapRows((row) => (asTruth(holds(row)) === true ? row : null))(input);
  };
