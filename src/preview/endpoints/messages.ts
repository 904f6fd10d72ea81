import type { BoardMessage } from '../messages';
import type { Reply } from '../http/reply';
import { badRequest, notFound } from '../http/rest_error';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** `messages`: what Splunk Web shows as a bulletin; the preview puts files there that it could not read. */
export const messageRoutes: readonly Route[] = [
  {
    pattern: 'messages',
    collection: true,
    methods: { GET: list, POST: create },
    capability: { POST: 'edit_messages' },
  },
  { pattern: 'messages/{name}', methods: { GET: show, DELETE: remove }, capability: { DELETE: 'delete_messages' } },
];

function entryOf(message: BoardMessage, request: RestRequest): Entry {
  return {
    name: message.name,
    path: `${request.prefix}/messages/${encodeURIComponent(message.name)}`,
    acl: { ...systemAcl(), removable: true },
    updated: message.time,
    links: ['alternate', 'list', 'remove'],
    content: {
      [message.name]: message.text,
      message: message.text,
      severity: message.severity,
      timeCreated_epochSecs: Math.floor(message.time / 1000),
      timeCreated_iso: new Date(message.time).toISOString(),
      server: 'preview',
      capabilities: [],
      help: '',
    },
  };
}

function list(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'messages',
    services.messages.all().map((message) => entryOf(message, request)),
    { links: ['create'] },
  );
}

function create(request: RestRequest, services: Services): Reply {
  const [name, value, severity = 'info'] = ['name', 'value', 'severity'].map((key) => request.params.get(key));
  if (name === undefined || name === '' || value === undefined)
    throw badRequest('The "name" and "value" arguments are needed.');
  if (severity !== 'info' && severity !== 'warn' && severity !== 'error')
    throw badRequest(`Invalid severity "${severity}": use info, warn or error.`);
  services.messages.post(name, severity, value);
  return shown(name, request, services, 201);
}

function show(request: RestRequest, services: Services): Reply {
  return shown(named(request, 'name'), request, services, 200);
}

function shown(name: string, request: RestRequest, services: Services, status: number): Reply {
  const message = services.messages.find(name);
  if (message === undefined) throw notFound(name);
  return entryReply(request, 'messages', entryOf(message, request), status);
}

function remove(request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  if (services.messages.find(name) === undefined) throw notFound(name);
  services.messages.remove(name);
  return list(request, services);
}
