import { ownValue } from '../../core/own_value';
import { cimColumnNames, isCimColumn } from '../store/columns';
import type { FieldResolver, FieldSource } from './field_source';
import { identifier, sql } from './fragment';

/** The data model Endpoint.Processes over the table of events. */

/** Fields that the model declares and a process creation never fills: null, without a warning. */
const unfilled = new Set([
  'cim_entity_zone',
  'cpu_load_percent',
  'dest_bunit',
  'dest_category',
  'dest_is_expected',
  'dest_priority',
  'dest_requires_av',
  'dest_should_timesync',
  'dest_should_update',
  'mem_used',
  'parent_process_hash',
  'user_bunit',
  'user_category',
  'user_priority',
]);

/** Fields of every event, which need no prefix. */
const baseFields: Readonly<Record<string, FieldSource>> = {
  _time: { kind: 'time' },
  host: { kind: 'text', value: identifier('host') },
  source: { kind: 'text', value: identifier('source') },
  sourcetype: { kind: 'text', value: identifier('sourcetype') },
  index: { kind: 'text', value: identifier('index') },
};

const everyEvent = sql('TRUE');
const prefix = 'Processes.';

/** The names of the model's fields with their prefix, for did-you-mean. */
export const modelFieldNames: readonly string[] = [
  ...[...cimColumnNames, ...unfilled, 'loaded_file', 'tag'].map((name) => prefix + name),
  ...Object.keys(baseFields),
];

/** What a name stands for in `tstats … from datamodel=Endpoint.Processes`; `unknown` hears of names the model lacks. */
export function modelResolver(unknown: (name: string) => void): FieldResolver {
  return (name) => {
    const base = ownValue(baseFields, name);
    if (base !== undefined) return base;
    if (name === 'nodename') return { kind: 'constant', values: ['Processes'], when: everyEvent };
    const found = name.startsWith(prefix) ? modelField(name.slice(prefix.length)) : undefined;
    if (found === undefined) unknown(name);
    return found ?? { kind: 'nothing' };
  };
}

function modelField(name: string): FieldSource | undefined {
  if (isCimColumn(name)) return { kind: 'text', value: identifier(name) };
  // The model's own evals give these two to every event that has none.
  if (name === 'loaded_file') return { kind: 'text', value: sql("'unknown'") };
  if (name === 'tag') return { kind: 'constant', values: ['process', 'report'], when: everyEvent };
  if (Object.hasOwn(baseFields, name)) return baseFields[name];
  return unfilled.has(name) ? { kind: 'nothing' } : undefined;
}
