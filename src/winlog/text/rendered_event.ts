import { americanSeconds, isoSeconds } from '../times';
import type { WindowsEvent } from '../windows_event';
import { recordNumber } from '../xml_event';
import { messageFields } from './message_fields';

/** Splunk's text rendering of a Windows event: a line with local time, `key=value` lines, then a message of many lines. */
export function renderedEvent(text: string): WindowsEvent | undefined {
  const at = /^Message=/m.exec(text)?.index ?? text.length;
  const head = headerOf(text.slice(0, at));
  const eventId = head.get('EventCode') ?? '';
  if (!/^\d+$/.test(eventId)) return undefined;
  const timeLine = text.slice(0, text.indexOf('\n'));
  const id = Number(eventId);
  const fields = messageFields(id, text.slice(at).replace(/^Message=/, ''));
  // Sysmon writes UTC into its message; the line above has local time without a zone.
  const utcTime = isoSeconds(fields.UtcTime ?? '');
  return {
    eventId: id,
    provider: head.get('SourceName') ?? '',
    channel: head.get('LogName') ?? '',
    computer: head.get('ComputerName') ?? '',
    record: recordNumber(head.get('RecordNumber') ?? ''),
    time: utcTime ?? americanSeconds(timeLine) ?? isoSeconds(timeLine.trim()),
    timeAssumedUtc: utcTime === null,
    fields,
  };
}

function headerOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.matchAll(/^\s*(\w+)=(.*?)\r?$/gm);
  return new Map([...pairs].map(([, key = '', value = '']) => [key, value]));
}
