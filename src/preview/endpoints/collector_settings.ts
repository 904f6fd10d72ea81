import { confBoolean } from '../../conf/merge';
import type { ConfChanges } from '../../conf/edit';
import { COLLECTOR_APP } from '../collector/hec_tokens';
import type { Reply } from '../http/reply';
import { entryReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import type { RestRequest } from '../rest/request';
import type { Handler, Route } from '../rest/router';
import type { Services } from '../services';
import { changesOf } from './conf_entries';
import { INPUTS, requireAdmin } from './input_stanzas';

/** `data/inputs/http/http`: the event collector as a whole. Its port is the management port, whatever is set; with `disabled` no token is taken. */
const PATH = 'data/inputs/http/http';

export const collectorRoutes: readonly Route[] = [
  { pattern: PATH, methods: { GET: show, POST: change((request) => changesOf(request.form)) } },
  { pattern: `${PATH}/enable`, methods: { POST: change(() => ({ disabled: '0' })) } },
  { pattern: `${PATH}/disable`, methods: { POST: change(() => ({ disabled: '1' })) } },
];

function entryOf(request: RestRequest, services: Services): Entry {
  const kept =
    services.conf.find(INPUTS, 'http', { owner: 'nobody', app: COLLECTOR_APP })?.settings ?? new Map<string, string>();
  const canWrite = isAdmin(request.caller);
  return {
    name: 'http',
    path: `/servicesNS/nobody/${COLLECTOR_APP}/${PATH}`,
    acl: { ...systemAcl(COLLECTOR_APP), canWrite },
    links: ['alternate', 'list', '_reload', ...(canWrite ? ['edit'] : [])],
    content: {
      ...{ host: '$decideOnStartup', index: 'default', enableSSL: '1', useDeploymentServer: '0' },
      ...Object.fromEntries(kept),
      disabled: confBoolean(kept.get('disabled') ?? '0') === true,
      port: new URL(services.managementOrigin()).port,
    },
  };
}

function show(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'http', entryOf(request, services));
}

function change(changes: (request: RestRequest) => ConfChanges): Handler {
  return async (request, services) => {
    requireAdmin(request);
    await services.conf.edit(INPUTS, 'http', { app: COLLECTOR_APP, user: undefined }, changes(request));
    return show(request, services);
  };
}
