import type { Span } from '../../core/source';
import { problemAt } from '../problem';
import { requireFirst, type CommandContext, type Runner } from './command';

/** `savedsearch`: the rows of a saved search, `$name$` in its text replaced by what is said. */
export const runSavedsearch: Runner<'savedsearch'> = (command, context) => {
  const { name, replacements, span } = command;
  requireFirst(context, command, 'Put it first, or into append [| savedsearch …].');
  const saved = savedSearchText(name, span, context);
  const text = replacements.reduce((before, { as, value }) => before.replaceAll(`$${as.name}$`, () => value), saved);
  return async function* () {
    yield await context.runSubsearch(context.parse(text, span), { span, maxRows: context.limits.maxResultRows });
  };
};

/** The text of a saved search; throws when there is none of this name. */
export function savedSearchText(name: string, span: Span, { environment }: CommandContext): string {
  const text = environment.savedSearch(name);
  if (text !== undefined) return text;
  const hint = 'Check its name and the app that it belongs to.';
  throw problemAt('unknownSavedSearch', span, `There is no saved search "${name}"`, hint);
}
