import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { ownValue } from '../../core/own_value';
import type { StoredEvent } from '../../engine/types';
import { hasIndex } from '../endpoints/indexes';
import { bodyText, MOST_BODY_BYTES, type Incoming } from '../http/incoming';
import type { Reply } from '../http/reply';
import { jsonReply } from '../http/reply';
import { codeOf, noEndpoint, RestError, restErrorOf } from '../http/rest_error';
import { storedEvent } from '../inputs/stored_event';
import type { Services } from '../services';
import { HecError, hecReply } from './hec_error';
import { jsonEvents, rawEvents, type HecEvent } from './hec_events';
import { hecTokens, tokenFor, type HecToken } from './hec_tokens';

/** A request to the collector by a client that has a token. */
interface Sent {
  readonly incoming: Incoming;
  readonly token: HecToken;
}

type Action = (sent: Sent, services: Services) => Promise<Reply>;

const actions: Readonly<Record<string, Action>> = {
  '': (sent, services) => takeEvents(sent, services, jsonEvents),
  event: (sent, services) => takeEvents(sent, services, jsonEvents),
  raw: (sent, services) => takeEvents(sent, services, rawEvents),
  ack: acknowledge,
};

/** `services/collector/…`: the HTTP event collector, which is there once a token is made (`data/inputs/http`). 404 before. */
export async function collect(incoming: Incoming, path: readonly string[], services: Services): Promise<Reply> {
  const tokens = hecTokens(services.conf);
  if (tokens.length === 0) throw noEndpoint();
  try {
    return await answer(incoming, path, tokens, services);
  } catch (error) {
    if (error instanceof HecError)
      return hecReply(
        error.outcome,
        error.eventNumber === undefined ? {} : { 'invalid-event-number': error.eventNumber },
      );
    // A client sends again what was refused so.
    if (restErrorOf(error)?.status === 503) return hecReply('busy');
    throw error;
  }
}

/** The version behind a path (`event/1.0`) makes no difference. */
function answer(
  incoming: Incoming,
  [name = '', version = '1.0', ...rest]: readonly string[],
  tokens: readonly HecToken[],
  services: Services,
): Promise<Reply> {
  const isGet = incoming.method === 'GET' || incoming.method === 'HEAD';
  const action = ownValue(actions, name);
  if (version !== '1.0' || rest.length > 0 || (action === undefined && name !== 'health'))
    throw new HecError('unknownPath');
  if (action === undefined && isGet) return Promise.resolve(health(incoming, tokens));
  if (action === undefined || incoming.method !== 'POST') throw new HecError('wrongMethod');
  return action({ incoming, token: tokenFor(tokens, incoming) }, services);
}

/** It needs no token; one that is sent all the same must be good. */
function health(incoming: Incoming, tokens: readonly HecToken[]): Reply {
  if (incoming.headers.authorization === undefined) return hecReply('healthy');
  try {
    tokenFor(tokens, incoming);
    return hecReply('healthy');
  } catch (error) {
    if (!(error instanceof HecError)) throw error;
    return hecReply(error.outcome === 'tokenDisabled' ? 'healthTokenDisabled' : 'healthInvalidToken');
  }
}

/** Events are taken up to the first that is wrong, whose number the answer names: a client sends again from there. */
async function takeEvents(sent: Sent, services: Services, read: (text: string) => Iterable<HecEvent>): Promise<Reply> {
  const { incoming, token } = sent;
  const channel = token.usesAcks ? channelOf(incoming) : undefined;
  const text = await textOf(incoming);
  if (text.trim() === '') throw new HecError('noData');
  const { events, problem } = await goodEvents(read(text), sent, services);
  if (events.length > 0) await services.engine.append(events);
  if (problem !== undefined) throw problem;
  return hecReply('success', channel === undefined ? {} : { ackId: services.acks.stored(token.name, channel) });
}

interface Taken {
  readonly events: readonly StoredEvent[];
  readonly problem: HecError | undefined;
}

async function goodEvents(read: Iterable<HecEvent>, sent: Sent, services: Services): Promise<Taken> {
  const events: StoredEvent[] = [];
  const known = new Set<string>();
  try {
    for (const event of read) {
      const stored = eventOf(event, sent, services);
      if (!known.has(stored.index)) await requireIndex(stored.index, events.length, sent.token, services);
      known.add(stored.index);
      events.push(stored);
    }
    return { events, problem: undefined };
  } catch (error) {
    if (error instanceof HecError) return { events, problem: error };
    throw error;
  }
}

/** The body, unpacked; 400 for what is no text. */
async function textOf({ headers, body }: Incoming): Promise<string> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip'].includes(encoding.toLowerCase())) throw new RestError(415, 'Unsupported Media Type');
  try {
    return bodyText(encoding.toLowerCase() === 'gzip' && body.length > 0 ? await unpacked(body) : body);
  } catch (error) {
    if (error instanceof RestError && error.status === 413) throw error;
    throw new HecError('invalidData', 0);
  }
}

const unpack = promisify(gunzip);

async function unpacked(body: Buffer): Promise<Buffer> {
  try {
    return await unpack(body, { maxOutputLength: MOST_BODY_BYTES });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw new RestError(413, 'Content Too Large');
    throw error;
  }
}

/** What the event says, else the request's address, else the token, else splunkd's defaults. */
function eventOf(event: HecEvent, { incoming, token }: Sent, services: Services): StoredEvent {
  const of = (name: 'host' | 'source' | 'sourcetype' | 'index'): string | undefined =>
    event[name] ?? incoming.query.get(name);
  const name = `http:${token.name}`;
  const stanza = { scheme: 'httpevent', name, app: services.appId, settings: token.defaults };
  const streamed = {
    ...{ stanza: name, data: event.data, time: event.time },
    ...{ host: of('host'), source: of('source'), sourcetype: of('sourcetype'), index: of('index') },
  };
  const stored = storedEvent(streamed, stanza, services.now() / 1000, services.serverName);
  return { ...stored, fields: { ...stored.fields, ...event.fields } };
}

/** An index must be there, and one that the token may send to. */
async function requireIndex(index: string, number: number, token: HecToken, services: Services): Promise<void> {
  const isAllowed = token.indexes.length === 0 || token.indexes.includes(index);
  if (!isAllowed || !(await hasIndex(index, services))) throw new HecError('incorrectIndex', number);
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The channel of a client that wants acknowledgments: a GUID in a header or in the address. */
function channelOf({ headers, query }: Incoming): string {
  const channel = headers['x-splunk-request-channel'] ?? query.get('channel');
  if (channel === undefined || channel === '') throw new HecError('noChannel');
  if (typeof channel !== 'string' || !GUID.test(channel)) throw new HecError('invalidChannel');
  return channel;
}

/** `{"acks": [0, 1]}` → which of these requests are stored; what was told once is forgotten. */
async function acknowledge({ incoming, token }: Sent, { acks }: Services): Promise<Reply> {
  if (!token.usesAcks) throw new HecError('acksDisabled');
  const channel = channelOf(incoming);
  const text = await textOf(incoming);
  if (text.trim() === '') throw new HecError('noData');
  const asked = ackIds(text);
  return jsonReply(200, { acks: Object.fromEntries(asked.map((id) => [id, acks.take(token.name, channel, id)])) });
}

function ackIds(text: string): readonly number[] {
  const value: unknown = parsed(text);
  const acks = typeof value === 'object' && value !== null && 'acks' in value ? value.acks : undefined;
  if (!Array.isArray(acks)) throw new HecError('invalidData');
  return acks.map((id: unknown) => {
    if (typeof id !== 'number') throw new HecError('invalidData');
    return id;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HecError('invalidData');
  }
}
