import { parseParams, Params } from '../http/params';
import { bodyText, type Incoming } from '../http/incoming';
import { noEndpoint } from '../http/rest_error';
import type { Reply } from '../http/reply';
import type { Services } from '../services';
import { publicPath } from './admin_names';
import type { Caller, Namespace, RestRequest } from './request';
import { route, type Route } from './router';

/** `services/…` or `servicesNS/owner/app/…`, split. */
export interface SplitPath {
  readonly namespace: Namespace | undefined;
  readonly prefix: string;
  readonly path: readonly string[];
}

/** Splits a path behind the server's root; undefined when it is no REST path. */
export function splitRestPath(parts: readonly string[]): SplitPath | undefined {
  const [first, owner, app, ...rest] = parts;
  if (first === 'services') return { namespace: undefined, prefix: '/services', path: parts.slice(1) };
  if (first !== 'servicesNS' || owner === undefined || app === undefined) return undefined;
  const prefix = `/servicesNS/${encodeURIComponent(owner)}/${encodeURIComponent(app)}`;
  return { namespace: { owner, app }, prefix, path: rest };
}

/** Answers a REST request of a known caller. */
export async function dispatch(
  routes: readonly Route[],
  incoming: Incoming,
  parts: readonly string[],
  caller: Caller,
  services: Services,
): Promise<Reply> {
  const split = splitRestPath(parts);
  if (split === undefined) throw noEndpoint();
  const isV2 = split.path[0] === 'search' && split.path[1] === 'v2';
  const path = isV2 ? ['search', ...split.path.slice(2)] : publicPath(split.path);
  const form = formOf(incoming, path);
  const request: Omit<RestRequest, 'names'> = {
    incoming,
    method: incoming.method,
    namespace: split.namespace ?? { owner: caller.user.name, app: caller.user.defaultApp },
    prefix: split.prefix,
    path,
    isV2,
    query: incoming.query,
    form,
    params: incoming.query.with(form),
    caller,
    feed: {
      // Links of an answer over TLS lead to TLS; Splunk Web's lead to the management port.
      origin: incoming.origin.startsWith('https:') ? incoming.origin : services.managementOrigin(),
      now: services.now(),
      version: services.version,
      build: services.build,
    },
  };
  const answer = await route(routes, request, services);
  if (request.method !== 'GET') services.log.access(request, answer.status);
  return answer;
}

/** A form whatever its content type says, as splunkd reads it, unless the body is a document of its own. */
function formOf({ headers, body }: Incoming, path: readonly string[]): Params {
  const isDocument = (path[0] === 'storage' && path[2] === 'data') || path[0] === 'receivers';
  if (isDocument || body.length === 0 || (headers['content-type'] ?? '').includes('multipart/')) return new Params([]);
  const text = bodyText(body);
  return /^\s*[[{]/.test(text) ? new Params([]) : parseParams(text);
}
