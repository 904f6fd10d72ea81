import type { Command, FieldName } from '../../spl/ast';
import { fieldsUsed } from '../../spl/fields';
import { walk } from '../../spl/visit';

/** Fields that a condition or a calculation needs; lists such as `table` may well name what is not always there. */
export function readsOf(command: Command): readonly FieldName[] {
  switch (command.kind) {
    case 'where':
    case 'eval':
    case 'regex':
    case 'mvexpand':
    case 'makemv':
    case 'stats':
    case 'eventstats':
    case 'streamstats':
      return needed(command);
    case 'rex':
      return [command.field];
    case 'search':
      return command.implicit ? [] : needed(command);
    case 'lookup':
      return command.matches.map(({ eventField }) => eventField);
    case 'rename':
      return command.renamings.map(({ from }) => from);
    case 'dedup':
      return [...command.fields, ...command.sortBy.map(({ field }) => field)];
    case 'sort':
      return command.keys.map(({ field }) => field);
    case 'join':
      return command.fields;
    case 'bin':
      return [command.field];
    case 'spath': {
      const { input: name } = command.options;
      return name === undefined ? [] : [{ kind: 'field', name, span: command.span }];
    }
    case 'chart':
    case 'timechart':
    case 'top':
    case 'rare':
      return needed(command);
    default:
      return [];
  }
}

/** Functions that are there for fields that may be missing. */
const FORGIVING: ReadonlySet<string> = new Set(['coalesce', 'isnull', 'isnotnull', 'nullif', 'mvappend']);

/** The fields that a command reads itself and takes for granted: a subsearch has rows of its own. */
function needed(command: Command): readonly FieldName[] {
  const inside = new Set<FieldName>();
  const mayBeMissing = new Set<string>();
  walk(command, (node) => {
    if (node.kind === 'subsearch') for (const field of fieldsUsed(node)) inside.add(field);
    if (node.kind === 'call' && FORGIVING.has(node.name))
      for (const { name } of fieldsUsed(node)) mayBeMissing.add(name);
  });
  return fieldsUsed(command).filter((field) => !inside.has(field) && !mayBeMissing.has(field.name));
}
