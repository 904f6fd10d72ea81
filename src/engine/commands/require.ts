import { problemAt } from '../problem';
import type { Runner } from './command';

/** `require`: ends the search with an error when no row comes this far. */
export const runRequire: Runner<'require'> = ({ span }) =>
  async function* (input) {
    let some = false;
    for await (const batch of input) {
      some ||= batch.rows.length > 0;
      yield batch;
    }
    if (!some)
      throw problemAt(
        'noResults',
        span,
        'There are no results, and require wants some',
        'Look at the search before it, or take require out.',
      );
  };
