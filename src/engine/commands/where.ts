import { asTruth } from '../eval/eval_value';
import { resolveEvalSubsearches } from '../subsearch/resolve';
import { mapRows, type Runner } from './command';
import { compileIn } from './expression_scope';

/** `where`: keeps the rows for which an eval expression is true (neither false nor null). */
export const runWhere: Runner<'where'> = (command, context) =>
  async function* (input) {
    const holds = compileIn(context, await resolveEvalSubsearches(command.condition, context));
    yield* mapRows((row) => (asTruth(holds(row)) === true ? row : null))(input);
  };
