import { ownValue } from '../../core/own_value';
import { isDocument, type Document, type JsonValue } from '../kv/document';
import { documentSpans, membersOf } from './json_documents';
import { HecError } from './hec_error';

/** An event as a client sends it to the collector; what it does not say, its token or the request does. */
export interface HecEvent {
  /** What becomes `_raw`: a text as it is, any other JSON in the client's own spelling. */
  readonly data: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
  readonly host: string | undefined;
  readonly source: string | undefined;
  readonly sourcetype: string | undefined;
  readonly index: string | undefined;
  /** `fields`: several values of one stand on a line each. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads `{"event": …, "time": …, "fields": {…}}`, stacked or in lists (Splunk, "Format events for HTTP Event Collector"), one after the other. Throws a HecError at the first that is wrong. */
export function* jsonEvents(text: string): Generator<HecEvent> {
  let number = 0;
  for (const { start, end } of documentSpans(text)) {
    yield hecEvent(text.slice(start, end), number);
    number += 1;
  }
  if (number === 0) throw new HecError('noData');
}

/** Each line is an event. */
export function* rawEvents(text: string): Generator<HecEvent> {
  const none = { time: undefined, host: undefined, source: undefined, sourcetype: undefined, index: undefined };
  for (const data of text.split(/\r?\n/)) if (data.trim() !== '') yield { ...none, data, fields: {} };
}

function hecEvent(text: string, number: number): HecEvent {
  const envelope = parsed(text, number);
  const textOf = (name: string): string | undefined => {
    const value = ownValue(envelope, name) ?? '';
    if (typeof value !== 'string') throw new HecError('invalidData', number);
    return value === '' ? undefined : value;
  };
  return {
    data: dataOf(envelope, text, number),
    time: timeOf(envelope.time, number),
    ...{ host: textOf('host'), source: textOf('source'), sourcetype: textOf('sourcetype'), index: textOf('index') },
    fields: fieldsOf(envelope.fields, number),
  };
}

function parsed(text: string, number: number): Document {
  try {
    // What JSON.parse gives is JSON by definition.
    const value = JSON.parse(text) as JsonValue;
    if (isDocument(value)) return value;
  } catch {
    // Said below.
  }
  throw new HecError('invalidData', number);
}

/** Numbers with more digits than the runtime's, spaces and the order of keys stay as they came. */
function dataOf({ event }: Document, text: string, number: number): string {
  if (event === undefined || event === null) throw new HecError('eventRequired', number);
  if (event === '') throw new HecError('eventBlank', number);
  if (typeof event === 'string') return event;
  const span = [...membersOf(text, 0)].findLast(({ key }) => key === 'event');
  return span === undefined ? JSON.stringify(event) : text.slice(span.start, span.end);
}

/** The last second of the year 9999: behind it no date has a text. */
const LAST_SECOND = 253_402_300_799;

function timeOf(value: JsonValue | undefined, number: number): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const time = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
  if (!(time >= 0 && time <= LAST_SECOND)) throw new HecError('invalidData', number);
  return time;
}

function fieldsOf(value: JsonValue | undefined, number: number): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw new HecError('invalidData', number);
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([name, field]) => [name, fieldText(field, number)]));
}

function fieldText(value: JsonValue, number: number): string {
  const values: readonly JsonValue[] = isList(value) ? value : [value];
  if (values.some((each) => typeof each === 'object')) throw new HecError('indexedFields', number);
  return values.map(String).join('\n');
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
