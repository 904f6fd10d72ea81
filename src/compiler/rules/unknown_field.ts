import { didYouMean, editDistance } from '../../core/suggest';
import type { Command, FieldName } from '../../spl/ast';
import { fieldsAfter } from '../../spl/fields';
import type { FieldSet } from '../../spl/field_set';
import type { CheckedDetection } from './checked_detection';
import { readsOf } from './fields_read';
import type { Rule } from './rule';

/** A command that reads a field which no command before it makes reads null. */
export const unknownField: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Commands read fields that are there',
  check(checked, _library, report) {
    const start: FieldSet = { names: new Set(), open: true };
    const reads = readsOfNothing(checked.expanded.commands, start);
    for (const { field, before } of [...reads, ...drilldownReads(checked)])
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

/** Commands of a drilldown behind the detection's own search read what comes out of that. */
function drilldownReads({ detection, drilldowns, output }: CheckedDetection): readonly Read[] {
  return drilldowns.flatMap(({ commands }, index) =>
    /^\s*%original_detection_search%\s*\|/.test(detection.drilldowns[index]?.written.text ?? '')
      ? readsOfNothing(commands.slice(1), output)
      : [],
  );
}

function readsOfNothing(commands: readonly Command[], start: FieldSet): readonly Read[] {
  const found: Read[] = [];
  let before = start;
  let areEvents = true;
  for (const command of commands) {
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
  return command.kind === 'table' || command.kind === 'fields' || command.kind === 'fillnull' ? command.fields : [];
}

function isNear(name: string, other: string): boolean {
  return name.length > 2 && editDistance(name.toLowerCase(), other.toLowerCase(), 2) <= (name.length < 5 ? 1 : 2);
}

/** `max(_time)` whose `as lastTime` was left out. */
function isUnnamed(name: string, other: string): boolean {
  return /time/i.test(name) && /^(?:min|max|earliest|latest)\(_time\)$/.test(other);
}

/** Commands whose rows are no events any more: the fields that every event has are gone unless they name them. */
const MAKING_ROWS: ReadonlySet<string> = new Set(['stats', 'tstats', 'chart', 'timechart', 'top', 'rare']);

/** Patterns, names made at run time, the words that eval takes for constants, and what every event has. */
function isLoose(name: string, areEvents: boolean): boolean {
  if (/[*{<]/.test(name) || /^(?:null|true|false)$/i.test(name)) return true;
  return areEvents && /^(?:_raw|_time|host|source|sourcetype|index)$/i.test(name);
}
