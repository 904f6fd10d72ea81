import { escapeXmlText } from '../../modinput/xml/escape';
import type { LogItem } from '../../winlog/types';

/** As the reader gives it. */
export type ProcessEvent = Extract<LogItem, { kind: 'event' }>['event'];

const NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event';

/** The event as XmlWinEventLog: its own XML where the log had it, else one made of its fields in the same shape. */
export function windowsEventXml(event: ProcessEvent): string {
  return /^\s*<Event[\s>]/.test(event.raw) ? event.raw.trim() : madeXml(event);
}

function madeXml({ provider, channel, eventId, time, record, cim, fields }: ProcessEvent): string {
  const usual = eventId === 1 ? 'Microsoft-Windows-Sysmon/Operational' : 'Security';
  const system = [
    `<Provider Name='${attribute(provider)}'/>`,
    `<EventID>${eventId}</EventID>`,
    `<TimeCreated SystemTime='${new Date(time * 1000).toISOString()}'/>`,
    record === null ? '' : `<EventRecordID>${record}</EventRecordID>`,
    `<Channel>${attribute(channel === '' ? usual : channel)}</Channel>`,
    cim.dest === null ? '' : `<Computer>${attribute(cim.dest)}</Computer>`,
  ];
  const data = Object.entries(fields).map(
    ([name, value]) => `<Data Name='${attribute(name)}'>${attribute(value)}</Data>`,
  );
  return `<Event xmlns='${NAMESPACE}'><System>${system.join('')}</System><EventData>${data.join('')}</EventData></Event>`;
}

function attribute(text: string): string {
  return escapeXmlText(text).replace(/'/g, '&apos;');
}
