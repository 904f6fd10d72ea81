import { resolve } from 'node:path';
import type { ProcessEvent } from '../../cim/process';
import { formatDiagnostic } from '../../core/code_frame';
import type { EventStore } from '../../engine/store/event_store';
import type { StoredEvent } from '../../engine/types';
import { sigmaFields } from '../../cim/sigma_fields';
import { readLogBatches } from '../../winlog/read_logs';
import type { CommandIo } from '../verb';
import { ReadCounts } from '../verbs/read_counts';

const BATCH = 5_000;

/** Reads logs into the store, as the input process_log would; true when a file could not be opened. */
export async function loadLogs(
  store: EventStore,
  paths: readonly string[],
  parentResolution: boolean,
  io: CommandIo,
): Promise<boolean> {
  const counts = new ReadCounts();
  let events: StoredEvent[] = [];
  // One batch is stored while the next is read.
  let stored = Promise.resolve();
  const full = paths.map((path) => resolve(io.workingFolder, path));
  for await (const items of readLogBatches(full, { parentResolution, signal: io.signal })) {
    for (const item of items) {
      if (item.kind === 'event') events.push(storedEvent(item.event));
      else counts.add(item, (diagnostic) => io.say(formatDiagnostic(diagnostic)));
    }
    if (events.length < BATCH) continue;
    const next = store.append(events);
    events = [];
    await stored;
    stored = next;
    // A failure is told where the batch is waited for.
    next.catch(() => undefined);
  }
  await Promise.all([stored, store.append(events)]);
  return counts.failed;
}

/** A process creation as it would be indexed: index main, our sourcetype, the host it happened on. */
export function storedEvent(event: ProcessEvent): StoredEvent {
  const id = String(event.eventId);
  return {
    time: event.time,
    index: 'main',
    host: event.cim.dest ?? 'unknown',
    source: event.sourceFile,
    sourcetype: 'webshell_watch:process',
    raw: event.raw,
    cim: event.cim,
    fields: {
      ...sigmaFields(event),
      EventCode: id,
      event_id: id,
      provider: event.provider,
      source_file: event.sourceFile,
      event_index: String(event.index),
      eventtype: 'webshell_watch_process',
      ...(event.record === null ? {} : { record: String(event.record) }),
      ...(event.parentResolved ? { parent_resolved: 'true' } : {}),
    },
  };
}
