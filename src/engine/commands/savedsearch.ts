import { didYouMean } from '../../core/suggest';
import { problemAt } from '../problem';
import type { Runner } from './command';

/** `savedsearch`: the rows of a saved search, `$name$` in its text replaced by what is said. */
export const runSavedsearch: Runner<'savedsearch'> = ({ name, replacements, span }, context) => {
  if (!context.first)
    throw problemAt(
      'misplacedCommand',
      span,
      'savedsearch must be the first command of a search',
      'Put it first, or into append [| savedsearch …].',
    );
  const saved = context.environment.savedSearch(name);
  if (saved === undefined)
    throw problemAt(
      'unknownSavedSearch',
      span,
      `There is no saved search "${name}"`,
      didYouMean(name, [], 'Check its name and the app that it belongs to.'),
    );
  const text = replacements.reduce((before, { as, value }) => before.replaceAll(`$${as.name}$`, () => value), saved);
  return async function* () {
    yield await context.runSubsearch(context.parse(text, span), { span, maxRows: context.limits.maxResultRows });
  };
};
