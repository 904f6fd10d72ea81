import { StringDecoder } from 'node:string_decoder';
import type { StoredEvent } from '../../engine/types';
import { bodyText, type Incoming } from '../http/incoming';
import type { Params } from '../http/params';
import { badRequest, codeOf, RestError } from '../http/rest_error';
import { emptyReply, jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import { storedEvent } from '../inputs/stored_event';
import { wantsJson, type Caller, type RestRequest } from '../rest/request';
import { requireCapabilityOf, type Route } from '../rest/router';
import { xmlText } from '../rest/xml';
import type { Services } from '../services';
import { hasIndex } from './indexes';

/** `receivers/…`: events sent by REST. */
const CAPABILITY = 'edit_tcp';

export const receiverRoutes: readonly Route[] = [
  { pattern: 'receivers/simple', methods: { POST: receive }, capability: CAPABILITY },
  { pattern: 'receivers/stream', methods: { POST: receiveStream }, capability: CAPABILITY },
];

/** The body is one event. */
async function receive(request: RestRequest, services: Services): Promise<Reply> {
  const data = bodyText(request.incoming.body);
  if (data.trim() === '') throw badRequest('empty body');
  await requireIndex(request.query, services);
  const stored = await store([data], request.query, services);
  return receivedReply(request, {
    index: request.query.get('index') ?? 'default',
    bytes: request.incoming.body.length,
    host: stored?.host ?? '',
    source: stored?.source ?? '',
    sourcetype: stored?.sourcetype ?? '',
  });
}

/** Each line of the body is an event. */
async function receiveStream(request: RestRequest, services: Services): Promise<Reply> {
  await requireIndex(request.query, services);
  await store(linesOf(bodyText(request.incoming.body)), request.query, services);
  return emptyReply(204);
}

/** An index must be there before events are sent to it; the words are splunkd's (measured on 10.4.2). */
async function requireIndex(query: Params, services: Services): Promise<void> {
  const name = query.get('index') ?? 'default';
  if (name === 'default' || (await hasIndex(name, services))) return;
  throw new RestError(400, `supplied index '${name}' missing`, 'WARN');
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

/** A longer line is stored in parts, so that one without an end takes no memory. */
const MOST_LINE_BYTES = 1_048_576;

/** Events as a client sends them over an open connection, a line each, stored as they come; the last needs no line end. */
export async function takeEvents(
  incoming: Incoming,
  caller: Caller,
  pieces: AsyncIterable<Buffer>,
  services: Services,
): Promise<void> {
  requireCapabilityOf({ caller }, CAPABILITY);
  await requireIndex(incoming.query, services);
  const decoder = new StringDecoder('utf8');
  let left = '';
  try {
    for await (const piece of pieces) {
      const text = left + decoder.write(piece);
      const end = text.length > MOST_LINE_BYTES ? text.length : text.lastIndexOf('\n') + 1;
      left = text.slice(end);
      if (end > 0) await store(linesOf(text.slice(0, end)), incoming.query, services);
    }
  } catch (error) {
    // A connection that breaks ends the stream: what it brought counts.
    if (!isBroken(error)) throw error;
  }
  await store(linesOf(left + decoder.end()), incoming.query, services);
}

const isBroken = (error: unknown): boolean => /^(ECONN|EPIPE|ERR_STREAM|ERR_SSL)/.test(codeOf(error));

async function store(texts: readonly string[], query: Params, services: Services): Promise<StoredEvent | undefined> {
  if (texts.length === 0) return undefined;
  const text = (name: string): string | undefined => query.get(name);
  const now = services.now() / 1000;
  const stanza = {
    scheme: 'receivers',
    name: 'receivers/simple',
    app: services.appId,
    settings: new Map<string, string>(),
  };
  const events = texts.map((data) =>
    storedEvent(
      {
        stanza: stanza.name,
        data,
        time: now,
        source: text('source') ?? 'http-simple',
        sourcetype: text('sourcetype') ?? 'unknown-too_small',
        index: text('index') === 'default' ? undefined : text('index'),
        host: text('host'),
      },
      stanza,
      now,
      services.serverName,
    ),
  );
  await services.engine.append(events);
  return events[0];
}

/** What was stored, as JSON or as the row of fields that splunkd answers with. */
function receivedReply(request: RestRequest, values: Readonly<Record<string, string | number>>): Reply {
  if (wantsJson(request.params)) return jsonReply(200, values);
  const fields = Object.entries(values).map(
    ([name, value]) =>
      `<field k="${name === 'index' ? '_index' : name}"><value><text>${xmlText(String(value))}</text></value></field>`,
  );
  return reply(
    200,
    XML_TYPE,
    `<?xml version="1.0" encoding="UTF-8"?>\n<response><results><result>${fields.join('\n')}</result></results></response>`,
  );
}
