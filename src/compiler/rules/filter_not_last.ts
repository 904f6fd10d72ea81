import type { Rule } from './rule';

/** A filter sees the fields that are there where it stands; analysts write it for the fields of the result. */
export const filterNotLast: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'The filter macro is the last command',
  check({ detection, written }, _library, report) {
    const place = written.commands.findIndex(
      (command) => command.kind === 'macro' && command.name === detection.filterMacro,
    );
    const call = written.commands[place];
    if (call === undefined || place === written.commands.length - 1) return;
    report(
      call.span,
      'The filter macro is not the last command: what comes behind it can bring results back or rename what the filter sees',
      'move it to the end',
    );
  },
};
