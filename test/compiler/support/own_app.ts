import { join } from 'node:path';
import { compileOwnApp } from '../../../src/cli/verbs/generate';
import type { ProcessFields } from '../../../src/cim/process';
import { processFields } from '../../../src/cim/windows';
import { runSearch } from '../../../src/engine/run_search';
import type { EventStore } from '../../../src/engine/store/event_store';
import type { LookupWrite, Row, SearchEnvironment, StoredEvent } from '../../../src/engine/types';
import type { MacroDefinition } from '../../../src/spl/macros';
import { confOf, stanzaOf } from '../../support/compile';

/** Our own app, compiled from its sources, with its searches run by the engine and its collections in memory. */

export const ownApp = compileOwnApp(join(__dirname, '..', '..', '..'));

const macros: readonly MacroDefinition[] = [...confOf(ownApp, 'macros.conf').stanzas.values()].map(
  ({ name, settings }) => ({
    name: name.replace(/\(\d+\)$/, ''),
    args: (settings.get('args')?.value ?? '').split(',').flatMap((arg) => (arg.trim() === '' ? [] : [arg.trim()])),
    definition: settings.get('definition')?.value ?? '',
    isEval: false,
  }),
);

export interface Collections extends SearchEnvironment {
  readonly rowsOf: (lookup: string) => readonly Row[];
}

/** The app's macros and empty collections that `outputlookup append=t key_field=_key` writes as the KV store does. */
export function collections(): Collections {
  const tables = new Map<string, Map<string, Row>>();
  const write = (name: string, rows: readonly Row[], { append, keyField }: LookupWrite): void => {
    const table = append ? (tables.get(name) ?? new Map<string, Row>()) : new Map<string, Row>();
    for (const row of rows) table.set(String(row[keyField ?? '_key'] ?? `row ${table.size}`), row);
    tables.set(name, table);
  };
  const rowsOf = (name: string): readonly Row[] => [...(tables.get(name)?.values() ?? [])];
  return {
    macro: (name, count) => macros.find((macro) => macro.name === name && macro.args.length === count),
    macroNames: () => macros.map(({ name }) => name),
    readLookup: (name) => Promise.resolve(rowsOf(name)),
    writeLookup: (name, rows, how) => Promise.resolve(write(name, rows, how)),
    lookupNames: () => [...tables.keys()],
    savedSearch: () => undefined,
    rowsOf,
  };
}

/** The search of a saved search of ours; its name without the label. */
export function savedSearch(name: string): string {
  const search = stanzaOf(ownApp, 'savedsearches.conf', `Webshell Watch - ${name}`)['search'];
  if (search === undefined) throw new Error(`no saved search ${name}`);
  return search;
}

/** Runs a search; throws when it has anything to object to. */
export async function rowsOfSearch(
  store: EventStore,
  environment: SearchEnvironment,
  text: string,
  range: { readonly earliest?: string; readonly latest?: string; readonly now: number; readonly timeZone?: string },
): Promise<readonly Row[]> {
  const { rows, diagnostics } = await runSearch(store, environment, {
    text,
    timeZone: 'UTC',
    signal: new AbortController().signal,
    ...range,
  });
  const errors = diagnostics.filter(({ severity }) => severity !== 'information');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return rows;
}

/** A process creation as process_log indexes it; `cim` overrides what the Windows fields give. */
export function started(
  time: number,
  host: string,
  fields: Readonly<Record<string, string>>,
  cim: Partial<ProcessFields> = {},
  kind: 'sysmon1' | 'security4688' = 'sysmon1',
): StoredEvent {
  return {
    time,
    index: 'main',
    host,
    source: 'test',
    sourcetype: 'webshell_watch:process',
    raw: '',
    cim: { ...processFields(kind, fields, host), ...cim },
    fields,
  };
}
