import type { CommandSyntax } from '../command_syntax';

/** `tail [limit]` */
export const tailSyntax: CommandSyntax<'tail'> = {
  names: ['tail'],
  parse(cursor, start) {
    const limit = cursor.take(/(?:limit\s*=\s*)?\d+/iy);
    return {
      kind: 'tail',
      limit: limit === undefined ? null : Number(limit.replace(/\D+/, '')),
      span: cursor.spanFrom(start),
    };
  },
  output: (before) => before,
  print: ({ limit }) => `tail${limit === null ? '' : ` ${limit}`}`,
};
