import type { CommandSyntax } from '../command_syntax';

/** `noop [options]`, and others that change no row: `highlight word …`, `localop`, `redistribute [options]` */
export const noopSyntax: CommandSyntax<'noop'> = {
  names: ['noop', 'highlight', 'localop', 'redistribute'],
  parse(cursor, start) {
    const name = cursor.textFrom(start).toLowerCase();
    const text = cursor.takeRest();
    return { kind: 'noop', name, text, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ name, text }) => `${name} ${text}`.trim(),
};
