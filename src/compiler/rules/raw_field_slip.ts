import { indexedFields, slipOfInternal, windowsEventFields } from '../../cim/event_fields';
import { isCimField } from '../../cim/models';
import { didYouMean, editDistance } from '../../core/suggest';
import type { Command, FieldName } from '../../spl/ast';
import { fieldsAfter, fieldsUsed } from '../../spl/fields';
import type { FieldSet } from '../../spl/field_set';
import { walk } from '../../spl/visit';
import type { CheckedDetection } from './checked_detection';
import { readsOf } from './fields_read';
import { slipOfLog, type Library } from './library';
import type { Rule } from './rule';
import { namedSources } from './unknown_data_source';

/** A field of raw events that is nearly one of the data source's and none itself; what several detections ask is no slip. */
export const rawFieldSlip: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Fields and sources of raw events are spelt as the data source has them',
  check({ detection, written }, { logs }, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      if (node.kind !== 'comparison' || node.value.pieces.length !== 1) return;
      const { name } = node.field;
      if (name !== 'source' && name !== 'sourcetype') return;
      const [value = ''] = node.value.pieces;
      const meant = slipOfLog(value, logs[name]);
      if (meant !== undefined)
        report(node.value.span, `No data source has the ${name} "${value}"`, `Did you mean "${meant}"?`);
    });
  },
  checkAll(detections, library, report) {
    const slips = detections.flatMap((checked) => slipsOf(checked, library));
    const askers = new Map<string, Set<CheckedDetection>>();
    for (const { field, by } of slips) askers.set(field.name, (askers.get(field.name) ?? new Set()).add(by));
    for (const { field, near } of slips)
      if (askers.get(field.name)?.size === 1)
        report(
          field.span,
          `${field.name} is no field of the data source, and nearly one`,
          didYouMean(field.name, near, `There is ${near.join(', ')}.`),
        );
  },
};

interface Slip {
  readonly field: FieldName;
  readonly near: readonly string[];
  readonly by: CheckedDetection;
}

function slipsOf(by: CheckedDetection, library: Library): readonly Slip[] {
  if (by.detection.origin.format === 'sigma' || by.written.leadingPipe) return [];
  const known = fieldsOf(by.detection.dataSources, library);
  const seen = new Set<string>();
  return rawReads(by.written.commands).flatMap(({ field, made }) => {
    const { name } = field;
    if (seen.has(name) || known.includes(name) || library.sourceFields.has(name)) return [];
    seen.add(name);
    const internal = slipOfInternal(name);
    const near = internal === undefined ? nearOnes(name, known, made) : [internal];
    return near.length === 0 ? [] : [{ field, near, by }];
  });
}

/** The fields of the source that a name nearly is, and the longer ones that the search has made itself. */
function nearOnes(name: string, known: readonly string[], made: ReadonlySet<string>): readonly string[] {
  const own = [...made].filter((other) => other.length > 5 && other.toLowerCase() !== name.toLowerCase());
  return [...known, ...own].filter((other) => isSlipOf(name, other));
}

/** What events of these sources have: as their files list it, else what Windows is known to write. */
function fieldsOf(dataSources: readonly string[], library: Library): readonly string[] {
  const listed = dataSources.flatMap(namedSources).flatMap((name) => library.fieldsOfSource(name) ?? []);
  const isWindows = dataSources.some((name) => /^(?:sysmon\b|windows event log|powershell script block)/i.test(name));
  return [...indexedFields, ...listed, ...(listed.length === 0 && isWindows ? windowsEventFields : [])];
}

interface RawRead {
  readonly field: FieldName;
  /** What the search has made before. */
  readonly made: ReadonlySet<string>;
}

/** The fields that a search asks of raw events, up to the first command behind which others may be there. */
function rawReads(commands: readonly Command[]): readonly RawRead[] {
  const reads: RawRead[] = [];
  let before: FieldSet = { names: new Set(), open: true };
  for (const command of commands) {
    if (!before.open || BRINGING.has(command.kind) || (command.kind === 'lookup' && command.output === null)) break;
    const made = new Set(before.names);
    if (command.kind === 'eval') for (const { field } of command.assignments) made.add(field.name);
    const read = command.kind === 'search' ? fieldsUsed(command) : [...readsOf(command), ...listed(command)];
    reads.push(...read.filter(({ name }) => !made.has(name)).map((field) => ({ field, made })));
    before = fieldsAfter(before, command);
  }
  return reads;
}

/** Commands behind which there may be fields of any name. */
const BRINGING: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  ...(['macro', 'other', 'unexpanded', 'join', 'append', 'appendcols', 'appendpipe', 'inputlookup', 'from'] as const),
  ...(['extract', 'spath', 'xmlkv', 'multisearch', 'union', 'transaction', 'foreach'] as const),
]);

function listed(command: Command): readonly FieldName[] {
  return command.kind === 'table' || command.kind === 'fields' ? command.fields : [];
}

/**
 * Other capitals (but user is CIM's name beside User, and service_name one of an add-on's own), or a letter or two in a
 * longer name; another number, another ending or words joined in another way make another name.
 */
function isSlipOf(name: string, other: string): boolean {
  const [one, two] = [name.toLowerCase(), other.toLowerCase()];
  if (one === two) return name !== other && two !== other && !isCimField(name);
  if (name.length < 4 || other.length < 5 || isOtherEnding(one, two)) return false;
  const most = name.length < 10 ? 1 : 2;
  return editDistance(one, two, most) <= most;
}

function isOtherEnding(one: string, two: string): boolean {
  if (one.includes('*') || one.includes('_') !== two.includes('_')) return true;
  if (one.replace(/[\d_.]/g, '') === two.replace(/[\d_.]/g, '') || one === `${two}s`) return true;
  return Math.abs(one.length - two.length) > 1 && (one.startsWith(two) || two.startsWith(one));
}
