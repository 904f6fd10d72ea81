import type { CommandSyntax } from '../command_syntax';
import { opened } from '../field_set';
import { writeText } from '../write';
import { takeSettings, writeSetting } from './setfields';

/** `savedsearch name [name=value …]` */
export const savedsearchSyntax: CommandSyntax<'savedsearch'> = {
  names: ['savedsearch'],
  parse(cursor, start) {
    const name = cursor.takeQuoted() ?? cursor.take(/[^\s"()[\]|`,=]+(?!\s*=)/y);
    if (name === undefined)
      throw cursor.problem('WW0303', 'Expected the name of a saved search here', 'write savedsearch "its name"');
    return { kind: 'savedsearch', name, replacements: takeSettings(cursor), span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ name, replacements }) => ['savedsearch', writeText(name), ...replacements.map(writeSetting)].join(' '),
};
