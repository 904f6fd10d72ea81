import type { ProcessEvent } from '../cim/process';
import { type ProcessCreation, processFields } from '../cim/windows';
import type { WindowsEvent } from './windows_event';

/** Where an event stands: its file and its place among the file's events. */
export interface EventPlace {
  readonly sourceFile: string;
  readonly index: number;
}

/** The process creation that a Windows event tells of; an event without a readable time gets 1970, which is visible. */
export function processEvent(kind: ProcessCreation, event: WindowsEvent, raw: string, place: EventPlace): ProcessEvent {
  return {
    time: event.time ?? 0,
    timeAssumedUtc: event.timeAssumedUtc,
    sourceFile: place.sourceFile,
    index: place.index,
    record: event.record,
    eventId: event.eventId,
    provider: event.provider,
    channel: event.channel,
    parentResolved: false,
    cim: processFields(kind, event.fields, event.computer),
    fields: event.fields,
    raw,
  };
}
