import type { StoredEvent } from '../../engine/types';
import { bodyText } from '../http/incoming';
import { emptyReply, jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import { storedEvent } from '../inputs/stored_event';
import { wantsJson, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import { xmlText } from '../rest/xml';
import type { Services } from '../services';

/** `receivers/…`: events sent by REST. */
export const receiverRoutes: readonly Route[] = [
  { pattern: 'receivers/simple', methods: { POST: receive }, capability: 'edit_tcp' },
  { pattern: 'receivers/stream', methods: { POST: receiveStream }, capability: 'edit_tcp' },
];

/** The body is one event. */
async function receive(request: RestRequest, services: Services): Promise<Reply> {
  const data = bodyText(request.incoming.body);
  const stored = await store([data], request, services);
  return receivedReply(request, {
    index: stored?.index ?? 'main',
    bytes: request.incoming.body.length,
    host: stored?.host ?? '',
    source: stored?.source ?? '',
    sourcetype: stored?.sourcetype ?? '',
  });
}

/** Each line of the body is an event. */
async function receiveStream(request: RestRequest, services: Services): Promise<Reply> {
  await store(
    bodyText(request.incoming.body)
      .split(/\r?\n/)
      .filter((line) => line.trim() !== ''),
    request,
    services,
  );
  return emptyReply(204);
}

async function store(
  texts: readonly string[],
  request: RestRequest,
  services: Services,
): Promise<StoredEvent | undefined> {
  const text = (name: string): string | undefined => request.query.get(name);
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
        source: text('source'),
        sourcetype: text('sourcetype'),
        index: text('index'),
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
