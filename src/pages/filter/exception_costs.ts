import { textsOf, type Json } from '../shared/decode';
import type { ResultTable } from './exception_fit';
import { HOST_FIELD, isNegative, namesHost, type Condition, type Exception } from './exceptions';
import { grouped, type EffectGroup } from './filter_effect';

/** What one exception costs, and how it could cost less. */

export interface ExceptionCost {
  /** How many results of the detection it fits, whatever the other exceptions hide. */
  readonly hides: number;
  /** Groups marked malicious among them. */
  readonly malicious: readonly EffectGroup[];
  /** Hosts of what it hides. */
  readonly hosts: readonly string[];
}

/** The cost over the results at hand. */
export function costOf(
  table: ResultTable,
  exception: Exception,
  isMalicious: (group: EffectGroup) => boolean,
): ExceptionCost {
  const rows = rowsHidden(table, exception);
  const groups = grouped(rows.map((row) => ({ row, by: null })));
  return {
    hides: rows.length,
    malicious: groups.filter(isMalicious),
    hosts: distinct(groups.map(({ host }) => host)),
  };
}

const rowsHidden = (table: ResultTable, exception: Exception): readonly Json[] =>
  table.fits(exception).map((at) => table.rows[at] ?? {});

/** The first spelling of each name. */
function distinct(names: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const name of names) if (name !== '' && !first.has(name.toLowerCase())) first.set(name.toLowerCase(), name);
  return [...first.values()];
}

const PARENT_FIELD = 'parent_process_name';
const CHILD_FIELD = 'process_name';

/** On how many of the hosts an exception without a host fits; `servers` has a row a (parent_process_name, dest). */
export function hostsMeant(exception: Exception, servers: ResultTable): number {
  const conditions = exception.conditions.filter(({ field }) => field === PARENT_FIELD);
  const at = conditions.length === 0 ? servers.rows.keys() : servers.fits({ conditions, until: null });
  return distinct([...at].flatMap((place) => textsOf(servers.rows[place]?.[HOST_FIELD]))).length;
}

/** `tomcat9.exe` in "all 4 hosts that run tomcat9.exe"; empty when the exception names no single parent. */
export function parentMeant({ conditions }: Exception): string {
  const parent = conditions.find(({ field, operator }) => field === PARENT_FIELD && operator === 'is');
  return parent?.values[0] ?? '';
}

export interface Narrowing {
  /** What it is narrowed to: `cmd.exe`. */
  readonly to: string;
  readonly exception: Exception;
}

const MOST_NAMED = 3;

/** For an exception without a host: the hosts that it hides results of, when they are few. */
export function narrowedToHosts(exception: Exception, { hosts }: ExceptionCost): Narrowing | null {
  if (namesHost(exception) || hosts.length === 0 || hosts.length > MOST_NAMED) return null;
  return narrowed(exception, HOST_FIELD, hosts);
}

/** The exception without the children that are marked malicious; null when no other child is left. */
export function narrowedToHarmless(
  table: ResultTable,
  exception: Exception,
  { malicious }: ExceptionCost,
): Narrowing | null {
  const bad = new Set(malicious.map(({ child }) => child.toLowerCase()));
  const listed = exception.conditions.find(({ field, operator }) => field === CHILD_FIELD && operator === 'is_one_of');
  const seen = rowsHidden(table, exception).flatMap((row) => textsOf(row[CHILD_FIELD]));
  const harmless = distinct(listed?.values ?? seen).filter(
    (name) => !bad.has(name.toLowerCase()) && !name.includes('*'),
  );
  if (harmless.length === 0 || harmless.length > MOST_NAMED) return null;
  return narrowed(exception, CHILD_FIELD, harmless);
}

function narrowed(exception: Exception, field: string, values: readonly string[]): Narrowing {
  const condition: Condition = { field, operator: values.length === 1 ? 'is' : 'is_one_of', values };
  const others = exception.conditions.filter((one) => one.field !== field || isNegative(one.operator));
  const at = exception.conditions.findIndex((one) => one.field === field && !isNegative(one.operator));
  const conditions = [...others.slice(0, Math.max(0, at)), condition, ...others.slice(Math.max(0, at))];
  return { to: values.join(', '), exception: { ...exception, conditions } };
}
