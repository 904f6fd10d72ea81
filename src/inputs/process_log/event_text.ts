import type { StanzaInformation } from '../../modinput/input';
import type { InputEvent } from '../../modinput/event';
import { processEventJson } from '../../winlog/process_event_text';
import { windowsEventXml, type ProcessEvent } from './windows_event_xml';

/** A process creation as an event of its sourcetype. */

type EventFormat = 'json' | 'xml';

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
    data: format === 'json' ? processEventJson(event) : windowsEventXml(event),
    time: event.time,
    source: stanza.source ?? path,
    sourcetype: sourcetype ?? sourcetypes[format],
    ...(stanza.index === undefined ? {} : { index: stanza.index }),
    ...(host === undefined ? {} : { host }),
  };
}
