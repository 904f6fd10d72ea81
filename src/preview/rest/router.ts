import { entryReply, listReply, messagesReply, requestPath } from './answers';
import { systemAcl } from './entry';
import type { Reply } from '../http/reply';
import { forbidden, noEndpoint, noTarget, notAllowed, RestError } from '../http/rest_error';
import { handlerOf } from './admin_names';
import type { Services } from '../services';
import type { RestRequest } from './request';

export type Method = 'GET' | 'POST' | 'DELETE' | 'PUT';

export type Handler = (request: RestRequest, services: Services) => Reply | Promise<Reply>;

/** One endpoint: a pattern (`saved/searches/{name}/dispatch`; `{rest…}` takes all that follows) and its methods. */
export interface Route {
  readonly pattern: string;
  readonly methods: Readonly<Partial<Record<Method, Handler>>>;
  /** A list of things: asks for a name where a method needs one. */
  readonly collection?: boolean;
  /** What the caller must be allowed to do, for all methods or one by one. */
  readonly capability?: string | Readonly<Partial<Record<Method, string>>>;
}

interface Matched {
  readonly route: Route;
  readonly names: Readonly<Record<string, string>>;
}

/** Finds the route of a path: the first in the table that fits. */
export function matchRoute(routes: readonly Route[], path: readonly string[]): Matched | undefined {
  for (const route of routes) {
    const names = matchPattern(route.pattern.split('/'), path);
    if (names !== undefined) return { route, names };
  }
  return undefined;
}

function matchPattern(
  pattern: readonly string[],
  path: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const names: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const given = path[index];
    if (given === undefined) return undefined;
    const match = /^([^{]*)\{(\w+)(…?)\}$/.exec(part);
    if (match === null) {
      if (part !== given) return undefined;
      continue;
    }
    const [, before = '', name = '', tail] = match;
    if (!given.startsWith(before) || given === before) return undefined;
    names[name] = tail === '…' ? path.slice(index).join('/') : given.slice(before.length);
    if (tail === '…') return names;
  }
  return pattern.length === path.length ? names : undefined;
}

/** Runs the handler of a request, after its method and its caller's capabilities were checked. */
export async function route(
  routes: readonly Route[],
  request: Omit<RestRequest, 'names'>,
  services: Services,
): Promise<Reply> {
  if (isReload(routes, request)) return messagesReply({ ...request, names: {} }, 200, []);
  if (isTemplate(routes, request)) return templateReply({ ...request, names: {} });
  const matched = matchRoute(routes, request.path);
  if (matched === undefined) {
    requireNoEntity(routes, request);
    return directory(routes, { ...request, names: {} });
  }
  const method = knownMethod(request.method);
  const handler = method === undefined ? undefined : matched.route.methods[method];
  if (handler === undefined || method === undefined) throw refusal(matched.route, request);
  requireCapability(matched.route, method, request);
  return handler({ ...request, names: matched.names }, services);
}

/** `_reload` behind a collection or an entry: settings are never out of date here, so there is nothing to do. */
function isReload(routes: readonly Route[], { path, method }: Omit<RestRequest, 'names'>): boolean {
  if (path.at(-1) !== '_reload' || !['GET', 'POST'].includes(method)) return false;
  return matchRoute(routes, path.slice(0, -1))?.route.methods.GET !== undefined;
}

/** What lies behind a path that is no endpoint but leads to some, `services` itself among them; else 404. */
function directory(routes: readonly Route[], request: RestRequest): Reply {
  const { path } = request;
  const next = routes.flatMap(({ pattern }) => {
    const parts = pattern.split('/');
    return path.every((part, index) => part === parts[index]) ? [parts[path.length] ?? ''] : [];
  });
  const names = [...new Set(next)].filter((name) => name !== '' && !name.includes('{') && !name.startsWith('_'));
  if (names.length === 0) throw noEndpoint();
  if (request.method !== 'GET' && request.method !== 'HEAD') throw notAllowed(['GET']);
  const entries = names.map((name) => ({
    name,
    path: `${requestPath(request)}/${encodeURIComponent(name)}`,
    acl: systemAcl(),
    links: ['alternate'],
    content: {},
  }));
  return listReply(request, path.at(-1) ?? 'services', entries);
}

/** `_new` behind a collection: an entry without values, that says what a new one needs. */
function isTemplate(routes: readonly Route[], { path, method }: Omit<RestRequest, 'names'>): boolean {
  if (path.at(-1) !== '_new' || method !== 'GET') return false;
  const whole = matchRoute(routes, path)?.route.pattern ?? '';
  return !whole.endsWith('/_new') && matchRoute(routes, path.slice(0, -1))?.route.collection === true;
}

function templateReply(request: RestRequest): Reply {
  return entryReply(request, request.path.at(-2) ?? '', {
    name: '_new',
    path: requestPath(request),
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content: {},
    fields: { required: ['name'], optional: [], wildcard: ['.*'] },
  });
}

/** How splunkd words it that a path does not take a verb: measured on 10.4.2 for jobs, for entities and for verbs it knows nowhere. */
function refusal(route: Route, { method, path }: Pick<RestRequest, 'method' | 'path'>): RestError {
  const allow = Object.keys(route.methods);
  if (!['GET', 'HEAD', 'POST', 'DELETE'].includes(method))
    return new RestError(405, 'Method Not Allowed', 'ERROR', { Allow: allow.join(', ') });
  if (route.collection === true) return noTarget(method);
  const unknown = /\{\w+\}\/[\w-]+$/.test(route.pattern) ? unknownAction(path, method) : undefined;
  if (unknown !== undefined) return unknown;
  const ofJobs = route.pattern.startsWith('search/jobs') && !route.pattern.endsWith('/export');
  return notAllowed(allow, ofJobs ? 'Method Not Allowed' : undefined);
}

/** What comes behind an entity is one of its custom actions, or none of them. */
function requireNoEntity(routes: readonly Route[], { path, method }: Omit<RestRequest, 'names'>): void {
  const entity = matchRoute(routes, path.slice(0, -1))?.route;
  if (entity?.methods.GET === undefined || !entity.pattern.endsWith('}')) return;
  const unknown = unknownAction(path, method);
  if (unknown !== undefined) throw unknown;
}

const eaiActions: Readonly<Record<string, string>> = { GET: 'list', HEAD: 'list', POST: 'edit', DELETE: 'remove' };

function unknownAction(path: readonly string[], method: string): RestError | undefined {
  const handler = handlerOf(path.slice(0, -2).join('/'));
  const action = eaiActions[method];
  if (handler === undefined || action === undefined) return undefined;
  const text = `Invalid custom action for this internal handler (handler: ${handler}, custom action: ${path.at(-1) ?? ''}, eai action: ${action}).`;
  return new RestError(404, text);
}

function knownMethod(method: string): Method | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  return (['GET', 'POST', 'DELETE', 'PUT'] as const).find((known) => known === asked);
}

function requireCapability(route: Route, method: Method, request: Omit<RestRequest, 'names'>): void {
  const { capability } = route;
  const needed = typeof capability === 'string' ? capability : capability?.[method];
  if (needed !== undefined) requireCapabilityOf(request, needed);
}

/** Ends the request with 403 when its caller may not do this. */
export function requireCapabilityOf(request: Pick<RestRequest, 'caller'>, capability: string): void {
  if (request.caller.capabilities.has(capability)) return;
  throw forbidden(
    `You (user=${request.caller.user.name}) do not have permission to perform this operation (requires capability: ${capability}).`,
  );
}
