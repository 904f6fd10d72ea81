import { didYouMean, editDistance } from '../../core/suggest';
import type { Command, FieldName, Pipeline } from '../../spl/ast';
import { fieldsAfter, fieldsUsed } from '../../spl/fields';
import type { FieldSet } from '../../spl/field_set';
import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** A command that reads a field which no command before it makes reads null. */
export const unknownField: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Commands read fields that are there',
  check({ expanded }, _library, report) {
    for (const { field, before } of readsOfNothing(expanded))
      report(
        field.span,
        `No command before this makes a field ${field.name}: it is null here`,
        didYouMean(field.name, before.names, `There are ${[...before.names].slice(0, 8).join(', ')}.`),
      );
  },
};

interface Read {
  readonly field: FieldName;
  readonly before: FieldSet;
}

function readsOfNothing(pipeline: Pipeline): readonly Read[] {
  const found: Read[] = [];
  let before: FieldSet = { names: new Set(), open: true };
  let areEvents = true;
  for (const command of pipeline.commands) {
    if (!before.open) {
      const made = namesMadeInside(command);
      for (const field of [...readsOf(command), ...slipsOf(command, before)])
        if (!before.names.has(field.name) && !made.has(field.name) && !isLoose(field.name, areEvents))
          found.push({ field, before });
    }
    before = fieldsAfter(before, command);
    areEvents &&= !MAKING_ROWS.has(command.kind);
  }
  return found;
}

/** `eval a=1, b=a` reads what it has just made. */
function namesMadeInside(command: Command): ReadonlySet<string> {
  return new Set(command.kind === 'eval' ? command.assignments.map(({ field }) => field.name) : []);
}

/** Fields that may be missing, as those of a list: said only where one of nearly that name is there. */
function slipsOf(command: Command, { names }: FieldSet): readonly FieldName[] {
  return listed(command).filter(({ name }) =>
    [...names].some((other) => isNear(name, other) || isUnnamed(name, other)),
  );
}

function listed(command: Command): readonly FieldName[] {
  if (command.kind === 'convert') return command.conversions.map(({ field }) => field);
  return command.kind === 'table' || command.kind === 'fields' ? command.fields : [];
}

function isNear(name: string, other: string): boolean {
  return name.length > 2 && editDistance(name.toLowerCase(), other.toLowerCase(), 2) <= (name.length < 5 ? 1 : 2);
}

/** `max(_time)` whose `as lastTime` was left out. */
function isUnnamed(name: string, other: string): boolean {
  return /time/i.test(name) && /^(?:min|max|earliest|latest)\(_time\)$/.test(other);
}

/** Fields that a condition or a calculation needs; lists such as `table` may well name what is not always there. */
function readsOf(command: Command): readonly FieldName[] {
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

/** Commands whose rows are no events any more: the fields that every event has are gone unless they name them. */
const MAKING_ROWS: ReadonlySet<string> = new Set(['stats', 'tstats', 'chart', 'timechart', 'top', 'rare']);

/** Patterns, names made at run time, the words that eval takes for constants, and what every event has. */
function isLoose(name: string, areEvents: boolean): boolean {
  if (/[*{<]/.test(name) || /^(?:null|true|false)$/i.test(name)) return true;
  return areEvents && /^(?:_raw|_time|host|source|sourcetype|index)$/i.test(name);
}
