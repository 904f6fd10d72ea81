import type { IncomingMessage } from 'node:http';
import { callerOf } from '../auth/callers';
import { collect } from '../collector/collector';
import { login } from '../endpoints/identity';
import { takeEvents } from '../endpoints/receivers';
import { routes } from '../endpoints/routes';
import type { Answerer } from '../http/listen';
import type { Incoming } from '../http/incoming';
import { noEndpoint, notAllowed, type RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import type { Services } from '../services';
import { errorReply, feedReply } from './answers';
import { systemAcl, type Entry } from './entry';
import { withErrors } from './with_errors';
import { dispatch, splitRestPath } from './dispatch';

/** The management port: what splunkd answers on 8089. */
export function managementAnswerer(services: Services): Answerer {
  return {
    answer: (incoming) => withErrors(incoming, () => answer(incoming, services)),
    refuse: (error, message) => refuse(error, message),
    takeStream: async (incoming, pieces) => {
      if (splitRestPath(incoming.path)?.path.join('/') !== 'receivers/stream') throw noEndpoint();
      await takeEvents(incoming, await callerOf(incoming, services), pieces, services);
    },
  };
}

async function answer(incoming: Incoming, services: Services): Promise<Reply> {
  if (incoming.path.length === 0) return root(incoming, services);
  const path = splitRestPath(incoming.path)?.path ?? [];
  if (path.join('/') === 'auth/login') {
    if (incoming.method !== 'POST') throw notAllowed(['POST']);
    return login(incoming, services);
  }
  if (path[0] === 'collector') return collect(incoming, path.slice(1), services);
  const caller = await callerOf(incoming, services);
  return dispatch(routes, incoming, incoming.path, caller, services);
}

/** What splunkd answers at its very root, to anybody: the ways into it. */
function root(incoming: Incoming, services: Services): Reply {
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') throw notAllowed(['GET']);
  const entries = ['rpc', 'services', 'servicesNS', 'static'].map((name): Entry => ({
    name,
    path: `/${name}`,
    acl: systemAcl(),
    links: ['alternate'],
    content: {},
  }));
  const { version, build } = services;
  const feed = { title: 'splunkd', path: '', entries, total: 4, perPage: 30, offset: 0, links: [], messages: [] };
  const context = { origin: incoming.origin, now: services.now(), version, build };
  return feedReply({ params: incoming.query, feed: context }, 200, feed);
}

/** An error in the asked mode; the form is not looked at, it may be what is wrong. */
function refuse(error: RestError, message: Pick<IncomingMessage, 'url'>): Reply {
  return errorReply(error, wantsJsonError(message));
}

/** Clients say their mode in the query or in the form; those that send JSON or ask for it get JSON. */
function wantsJsonError(message: Pick<IncomingMessage, 'url'>): boolean {
  return /[?&]output_mode=json/.test(message.url ?? '');
}
