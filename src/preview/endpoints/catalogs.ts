import { freemem, loadavg, totalmem } from 'node:os';
import type { Reply } from '../http/reply';
import { reply, TEXT_TYPE } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Content, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import { noEndpoint, notFound } from '../http/rest_error';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** What a stand-alone splunkd lists beside its data: collections that are empty here, and what it says of its licence, its state and its machine. */

/** Collections with nothing in them: that a server has none is another answer than that there is no such thing. */
const empty: readonly string[] = [
  ...['alerts/metric_alerts', 'authentication/providers/LDAP', 'authentication/providers/SAML', 'data/index-volumes'],
  ...['data/modular-alerts', 'data/outputs/tcp/default', 'data/outputs/tcp/group', 'data/outputs/tcp/server'],
  ...['data/outputs/tcp/syslog', 'data/summaries', 'data/ui/alerts', 'data/ui/global-banner', 'licenser/messages'],
  ...['saved/bookmarks/monitoring_console', 'scheduled/views', 'search/distributed/groups', 'search/distributed/peers'],
  ...['server/introspection/queues', 'workloads/pools', 'workloads/rules', 'catalog/metricstore/metrics'],
  ...['catalog/metricstore/dimensions', 'admin/summarization', 'admin/SAML-groups', 'admin/LDAP-groups'],
  ...['authorization/fieldfilters', 'server/status/installed-file-integrity', 'data/ui/manager', 'data/ui/html'],
  ...['data/vix-indexes', 'data/vix-providers', 'deployment/server/applications', 'deployment/server/clients'],
  'deployment/server/serverclasses',
];

type Facts = (services: Services, request: RestRequest) => readonly (readonly [name: string, content: Content])[];

const MEGABYTE = 1_048_576;

/** The entries of each collection, by name. */
const facts: Readonly<Record<string, Facts>> = {
  'authorization/grantable_capabilities': (_services, { caller }) => [
    ['capabilities', { capabilities: [...caller.capabilities].sort() }],
  ],
  'apps/apptemplates': () => [
    ['barebones', { lang: 'en-US' }],
    ['sample_app', { lang: 'en-US' }],
  ],
  'kvstore/info': () => [['kvstore-info', { isKVStoreDisabled: false }]],
  'licenser/groups': () => [
    ['Enterprise', { is_active: false, stack_ids: [] }],
    ['Free', { is_active: false, stack_ids: [] }],
    ['Preview', { is_active: true, stack_ids: ['preview'] }],
  ],
  'licenser/licenses': (services) => [[LICENSE, licence(services)]],
  'licenser/localpeer': localPeer,
  'licenser/localslave': localPeer,
  'licenser/peers': (services) => [[services.guid, { label: services.serverName, active_pool_ids: [POOL] }]],
  'licenser/slaves': (services) => [[services.guid, { label: services.serverName, active_pool_ids: [POOL] }]],
  'licenser/pools': () => [[POOL, { stack_id: 'preview', quota: 'MAX', used_bytes: 0, is_unlimited: true }]],
  'licenser/stacks': () => [['preview', { label: 'Preview', type: 'enterprise', quota: 0, is_unlimited: true }]],
  'licenser/usage': () => [['license_usage', { quota: 0, peers_usage_bytes: 0, slaves_usage_bytes: 0 }]],
  'search/concurrency-settings': () => [['concurrency-settings', { max_searches_perc: 50, auto_summary_perc: 50 }]],
  'search/distributed/config': () => [['distributedSearch', { dist_search_enabled: true, disabled: false }]],
  'search/scheduler': () => [['scheduler', { saved_searches_disabled: false }]],
  'search/scheduler/status': () => [['status', { eai: 0, disabled: false }]],
  'server/health/splunkd/details': () => [['splunkd', { health: 'green', disabled: false, features: {} }]],
  'server/introspection/indexer': () => [['indexer', { status: 'normal', reason: '.', average_KBps: 0 }]],
  'server/introspection/kvstore/collectionstats': () => [['collectionstats', { data: [] }]],
  'server/httpsettings/proxysettings': () => [['proxyConfig', { http_proxy: '', https_proxy: '', no_proxy: '' }]],
  'server/security': () => [['settings', { enableRealtimeSearch: false }]],
  'server/status/limits/search-concurrency': () => [
    ['search-concurrency', { max_hist_searches: 6, max_hist_scheduled_searches: 3, max_rt_searches: 0 }],
  ],
  'server/status/dispatch-artifacts': (services) => [
    ['result', { adhoc_count: services.jobs.all().length, total_count: services.jobs.all().length }],
  ],
  'server/status/partitions-space': (services) => [
    ['1', { mount_point: services.dataFolder, fs_type: 'ext4', capacity: 0, available: 0 }],
  ],
  'server/status/resource-usage/hostwide': () => [
    [
      'result',
      {
        ...{ mem: (totalmem() / MEGABYTE).toFixed(3), mem_used: ((totalmem() - freemem()) / MEGABYTE).toFixed(3) },
        ...{ swap: '0.000', swap_used: '0.000', normalized_load_avg_1min: (loadavg()[0] ?? 0).toFixed(2) },
      },
    ],
  ],
  'server/status/resource-usage/splunk-processes': () => [
    [
      '1',
      { pid: String(process.pid), process: 'splunkd', mem_used: (process.memoryUsage.rss() / MEGABYTE).toFixed(3) },
    ],
  ],
  'workloads/status': () => [['general', { enabled: false, supported: false }]],
};

const LICENSE = 'PREVIEW0000000000000000000000000000000000000000000000000000000000';
const POOL = 'auto_generated_pool_preview';

function licence({ startedAt }: Services): Content {
  return {
    ...{ label: 'Preview', status: 'VALID', type: 'enterprise', group_id: 'Preview', stack_id: 'preview', quota: 0 },
    ...{ is_unlimited: true, license_hash: LICENSE, max_violations: 0, window_period: 30, guid: '' },
    features: ['Auth', 'KVStore', 'LocalSearch', 'ScheduledSearch', 'ScheduledAlerts', 'RcvSearch'],
    creation_time: Math.floor(startedAt / 1000),
    expiration_time: 4_102_444_800,
  };
}

function localPeer(services: Services): readonly (readonly [string, Content])[] {
  const names = { guid: services.guid, manager_guid: services.guid, manager_uri: 'self' };
  return [['license', { ...names, master_uri: 'self', peer_label: services.serverName, license_keys: [LICENSE] }]];
}

export const catalogRoutes: readonly Route[] = [
  ...empty.map((pattern): Route => ({
    pattern,
    methods: { GET: (request) => listReply(request, titleOf(pattern), []) },
  })),
  ...Object.entries(facts).flatMap(([pattern, of]): readonly Route[] => [
    {
      pattern,
      methods: {
        GET: (request, services) =>
          listReply(request, titleOf(pattern), entriesOf(pattern, of(services, request), request)),
      },
    },
    { pattern: `${pattern}/{name}`, methods: { GET: (request, services) => one(pattern, of, request, services) } },
  ]),
  { pattern: 'search/timeparser/tz', methods: { GET: zones } },
];

const titleOf = (pattern: string): string => pattern.slice(pattern.lastIndexOf('/') + 1);

function entriesOf(pattern: string, found: ReturnType<Facts>, request: RestRequest): readonly Entry[] {
  return found.map(([name, content]) => ({
    name,
    path: `${request.prefix}/${pattern}/${encodeURIComponent(name)}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content,
  }));
}

function one(pattern: string, of: Facts, request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  const entry = entriesOf(pattern, of(services, request), request).find((each) => each.name === name);
  if (entry === undefined) throw notFound(name);
  return entryReply(request, titleOf(pattern), entry);
}

/** The rules of the server's zone in splunkd's own form, of which the preview gives the name alone. */
function zones(request: RestRequest, services: Services): Reply {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw noEndpoint();
  return reply(200, TEXT_TYPE, `### SERIALIZED TIMEZONE FORMAT 1.0;${services.timeZone}\n`);
}
