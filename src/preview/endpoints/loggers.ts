import { badRequest, notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** `server/logger`: the log categories of what the preview does as splunkd does; a level lasts until the preview ends. */
export const loggerRoutes: readonly Route[] = [
  { pattern: 'server/logger', methods: { GET: list } },
  {
    pattern: 'server/logger/{name}',
    methods: { GET: show, POST: change },
    capability: { POST: 'edit_server' },
  },
];

const names = ['ExecProcessor', 'HttpListener', 'KVStorageProvider', 'ModularInputs', 'SavedSplunker', 'SearchParser'];
const levels = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const changed = new WeakMap<Services, Map<string, string>>();

function entryOf(name: string, request: RestRequest, services: Services): Entry {
  return {
    name,
    path: `${request.prefix}/server/logger/${name}`,
    acl: systemAcl(),
    links: ['alternate', 'list', 'edit'],
    content: { level: changed.get(services)?.get(name) ?? 'INFO' },
  };
}

function list(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'logger',
    names.map((name) => entryOf(name, request, services)),
  );
}

function knownName(request: RestRequest): string {
  const name = named(request, 'name');
  if (!names.includes(name)) throw notFound(name);
  return name;
}

function show(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'logger', entryOf(knownName(request), request, services));
}

function change(request: RestRequest, services: Services): Reply {
  const level = request.params.get('level') ?? '';
  if (!levels.includes(level)) throw badRequest(`Invalid level "${level}": use ${levels.join(', ')}.`);
  const own = changed.get(services) ?? new Map<string, string>();
  changed.set(services, own.set(knownName(request), level));
  return show(request, services);
}
