import { didYouMean } from '../../core/suggest';
import type { MapCommand } from '../../spl/ast';
import { engineMessage, problemAt } from '../problem';
import type { Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { textOf } from '../values/value';
import { collect, type CommandContext, type Runner } from './command';

/** Searches that are run when nobody says otherwise. */
const DEFAULT_SEARCHES = 10;

/** `map`: a search for each row, in which `$field$` stands for the row's value; the rows are what these searches find. */
export const runMap: Runner<'map'> = (command, context) =>
  async function* (input) {
    const template = templateOf(command, context);
    const most = command.options.maxsearches ?? DEFAULT_SEARCHES;
    const { rows } = await collect(input, context);
    if (rows.length > most) sayLimit(command, rows.length, most, context);
    let fields: readonly string[] = [];
    for (const [i, row] of rows.slice(0, most).entries()) {
      if (context.signal.aborted) return;
      const text = filled(template, { ...row, _serial_id: i + 1 }, command);
      const found = await context.runSubsearch(context.parse(text, command.textSpan), {
        span: command.textSpan,
        maxRows: context.limits.maxResultRows,
      });
      fields = addFields(fields, found.fields);
      yield { fields, rows: found.rows };
    }
  };

/** In brackets, as in any subsearch, the first word is a command. */
function templateOf({ form, text, textSpan }: MapCommand, { environment }: CommandContext): string {
  if (form === 'brackets') return `| ${text.replace(/^\|/, '')}`;
  if (form === 'quoted') return text;
  const saved = environment.savedSearch(text);
  if (saved !== undefined) return saved;
  throw problemAt(
    'unknownSavedSearch',
    textSpan,
    `There is no saved search "${text}"`,
    didYouMean(text, [], 'Check its name and the app that it belongs to, or write map search="…".'),
  );
}

/** `$$` is a dollar; a row that lacks a field cannot be searched for. */
function filled(template: string, row: Row, { textSpan }: MapCommand): string {
  return template.replace(/\$\$|\$([^$\s"|[\]]+)\$/g, (_, name: string | undefined) => {
    if (name === undefined) return '$';
    const value = textOf(fieldOf(row, name));
    if (value !== undefined) return value;
    throw problemAt(
      'badArgument',
      textSpan,
      `A row has no value of the field "${name}", which map puts into its search`,
      `Keep the rows that have it: where isnotnull('${name}').`,
    );
  });
}

function sayLimit({ span }: MapCommand, rows: number, most: number, { report }: CommandContext): void {
  report(
    engineMessage('subsearchLimit', 'warning', span, {
      message: `map ran for the first ${most} of ${rows} rows (maxsearches)`,
      hint: 'Raise maxsearches, or summarise with stats before map.',
    }),
  );
}
