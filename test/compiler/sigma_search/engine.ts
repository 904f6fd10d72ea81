import { processFields } from '../../../src/cim/windows';
import { runSearch } from '../../../src/engine/run_search';
import { openEventStore, type EventStore } from '../../../src/engine/store/event_store';
import type { SearchEnvironment, SearchResult, StoredEvent } from '../../../src/engine/types';
import type { MacroDefinition } from '../../../src/spl/macros';
import { sigmaFields, type WindowsProcessCreation } from '../../../src/cim/sigma_fields';

/** Searches over process creations, each with a host name of its own, so that a result row tells which event it is. */

/** What the app's own macros.conf says, as the reference gives it. */
const macros: readonly MacroDefinition[] = [
  ['security_content_summariesonly', [], 'summariesonly=false allow_old_summaries=true fillnull_value="null"'],
  ['security_content_ctime', ['field'], 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)'],
  ['drop_dm_object_name', ['object'], 'rename "$object$.*" as *'],
  ['webshell_watch_process_events', [], '(tag=process tag=report)'],
].map(([name, args, definition]) => ({ name, args, definition, isEval: false }) as MacroDefinition);

export const environment: SearchEnvironment = {
  macro: (name, count) => macros.find((macro) => macro.name === name && macro.args.length === count),
  macroNames: () => macros.map(({ name }) => name),
  readLookup: () => Promise.resolve(undefined),
  writeLookup: () => Promise.resolve(),
  lookupNames: () => [],
  savedSearch: () => undefined,
};

const hostOf = (index: number): string => `event-${index}`;

function stored(event: WindowsProcessCreation, index: number): StoredEvent {
  const kind = event.eventId === 4688 ? 'security4688' : 'sysmon1';
  return {
    time: 1_700_000_000 + index,
    index: 'main',
    host: hostOf(index),
    source: 'test',
    sourcetype: 'webshell_watch:process',
    raw: '',
    cim: processFields(kind, event.fields, hostOf(index)),
    fields: sigmaFields(event),
  };
}

/** A store that holds the events. */
export async function storeOf(events: readonly WindowsProcessCreation[]): Promise<EventStore> {
  const store = await openEventStore(':memory:');
  await store.append(events.map(stored));
  return store;
}

export function search(store: EventStore, text: string): Promise<SearchResult> {
  return runSearch(store, environment, {
    text,
    timeZone: 'UTC',
    now: 1_800_000_000,
    signal: new AbortController().signal,
  });
}

/** Which events a lowered rule's search finds, by their place. */
export async function found(store: EventStore, text: string): Promise<readonly number[]> {
  const { rows, diagnostics } = await search(store, text);
  const errors = diagnostics.filter(({ severity }) => severity !== 'information');
  if (errors.length > 0) throw new Error(`${errors.map(({ message }) => message).join('; ')} in ${text}`);
  return rows.map(({ dest }) => Number(String(dest).replace('event-', ''))).sort((a, b) => a - b);
}
