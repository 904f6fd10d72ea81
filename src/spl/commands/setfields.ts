import type { Setting } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { plus } from '../field_set';
import { takeField } from '../field_list';
import { writeField } from '../write';

/** settings := { name = value [,] } */
export function takeSettings(cursor: Cursor): readonly Setting[] {
  const settings: Setting[] = [];
  for (;;) {
    while (cursor.takeText(','));
    const start = cursor.position;
    const as = takeField(cursor);
    if (as === undefined || cursor.take(/=(?!=)/y) === undefined) {
      cursor.moveTo(start);
      return settings;
    }
    const value = cursor.takeQuoted() ?? cursor.take(/[^\s"()[\]|`,=]+/y);
    if (value === undefined)
      throw cursor.problem('WW0303', `Expected a value for ${as.name} here`, 'write it in quotes');
    settings.push({ kind: 'setting', as, value, span: cursor.spanFrom(start) });
  }
}

export function writeSetting({ as, value }: Setting): string {
  return `${writeField(as)}=${quote(value)}`;
}

/** `setfields name=value [, name=value] …` */
export const setfieldsSyntax: CommandSyntax<'setfields'> = {
  names: ['setfields'],
  parse(cursor, start) {
    const settings = takeSettings(cursor);
    if (settings.length === 0)
      throw cursor.problem('WW0303', 'Expected a field and its value here', 'write setfields name="value"');
    return { kind: 'setfields', settings, span: cursor.spanFrom(start) };
  },
  output: (before, { settings }) =>
    plus(
      before,
      settings.map(({ as }) => as.name),
    ),
  print: ({ settings }) => `setfields ${settings.map(writeSetting).join(', ')}`,
};
