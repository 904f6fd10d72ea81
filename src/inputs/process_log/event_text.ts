import type { StanzaInformation } from '../../modinput/input';
import type { InputEvent } from '../../modinput/event';
import type { LogItem } from '../../winlog/types';
import { windowsEventXml } from './windows_event_xml';

/** A process creation as an event of its sourcetype. */

export type ProcessEvent = Extract<LogItem, { kind: 'event' }>['event'];
export type EventFormat = 'json' | 'xml';

const sourcetypes: Readonly<Record<EventFormat, string>> = { json: 'webshell_watch:process', xml: 'XmlWinEventLog' };

export interface EventTarget {
  readonly format: EventFormat;
  readonly hostFrom: 'event' | 'stanza';
  readonly stanza: StanzaInformation;
  /** Of the scheme: splunkd may send it as the sourcetype when none is set. */
  readonly scheme: string;
}

/** The event for splunkd: its text, its time, and what the stanza overrides. */
export function inputEvent(event: ProcessEvent, path: string, target: EventTarget): InputEvent {
  const { stanza, format, hostFrom, scheme } = target;
  const host = hostFrom === 'event' ? (event.cim.dest ?? stanza.host) : stanza.host;
  const sourcetype = stanza.sourcetype === scheme ? undefined : stanza.sourcetype;
  return {
    data: format === 'json' ? processJson(event) : windowsEventXml(event),
    time: event.time,
    source: stanza.source ?? path,
    sourcetype: sourcetype ?? sourcetypes[format],
    ...(stanza.index === undefined ? {} : { index: stanza.index }),
    ...(host === undefined ? {} : { host }),
  };
}

/**
 * The text of `webshell_watch:process`: the CIM row on top without what is unknown (Splunk would take a null for the word
 * "null"), where the event was read, and its original fields under `event`. `event_index` is the event's place in its
 * file; it is not called `index`, because that is the name of Splunk's own field.
 */
export function processJson(event: ProcessEvent): string {
  const known = Object.entries(event.cim).filter(([, value]) => value !== null);
  return JSON.stringify({
    ...Object.fromEntries(known),
    event_id: event.eventId,
    provider: event.provider,
    source_file: event.sourceFile,
    event_index: event.index,
    ...(event.record === null ? {} : { record: event.record }),
    ...(event.parentResolved ? { parent_resolved: true } : {}),
    ...(event.timeAssumedUtc ? { time_assumed_utc: true } : {}),
    event: event.fields,
  });
}
