import { arch, cpus, hostname, release, totalmem, type as osType } from 'node:os';
import type { Reply } from '../http/reply';
import { badRequest } from '../http/rest_error';
import { entryReply, listReply, messagesReply } from '../rest/answers';
import { systemAcl, type Content, type Entry } from '../rest/entry';
import type { RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { storable } from './conf_entries';

/** What the server says about itself. */
export const serverRoutes: readonly Route[] = [
  { pattern: 'server/info', methods: { GET: infoList } },
  { pattern: 'server/info/server-info', methods: { GET: infoList } },
  { pattern: 'server/settings', methods: { GET: settings } },
  {
    pattern: 'server/settings/settings',
    methods: { GET: settings, POST: changeSettings },
    capability: { POST: 'edit_server' },
  },
  { pattern: 'server/roles', methods: { GET: serverRoles } },
  { pattern: 'server/status', methods: { GET: settings } },
  { pattern: 'server/health/splunkd', methods: { GET: health } },
  { pattern: 'server/introspection/kvstore/serverstatus', methods: { GET: kvStatus } },
  { pattern: 'kvstore/status', methods: { GET: kvStatus } },
  { pattern: 'server/control/restart', methods: { POST: noRestart }, capability: 'restart_splunkd' },
];

function entryOf(request: RestRequest, title: string, name: string, content: Content): Entry {
  return {
    name,
    path: `${request.prefix}/server/${title}/${name}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content,
  };
}

function one(request: RestRequest, title: string, name: string, content: Content): Reply {
  return entryReply(request, title, entryOf(request, title, name, content));
}

/** What the web page's partials and `server/info` share. */
export function serverInfo(services: Services): Content {
  return {
    activeLicenseGroup: 'Preview',
    activeLicenseSubgroup: 'Preview',
    build: services.build,
    cpu_arch: arch() === 'x64' ? 'x86_64' : arch(),
    fips_mode: false,
    guid: services.guid,
    health_info: 'green',
    host: hostname(),
    host_fqdn: hostname(),
    host_resolved: hostname(),
    isForwarding: false,
    isFree: false,
    isTrial: false,
    kvStoreStatus: 'ready',
    licenseKeys: [],
    licenseLabels: [],
    licenseSignature: '',
    licenseState: 'OK',
    manager_guid: services.guid,
    manager_uri: 'self',
    master_guid: services.guid,
    master_uri: 'self',
    mode: 'normal',
    numberOfCores: cpus().length,
    numberOfVirtualCores: cpus().length,
    os_build: release(),
    os_name: osType(),
    os_name_extended: osType(),
    os_version: release(),
    physicalMemoryMB: Math.round(totalmem() / 1048576),
    product_type: 'enterprise',
    rtsearch_enabled: false,
    server_roles: ['indexer', 'license_master', 'kv_store', 'search_head'],
    serverName: services.serverName,
    startup_time: Math.floor(services.startedAt / 1000),
    staticAssetId: services.build,
    version: services.version,
    webshell_watch_preview: true,
  };
}

function infoList(request: RestRequest, services: Services): Reply {
  const entry = entryOf(request, 'info', 'server-info', serverInfo(services));
  return listReply(request, 'server-info', [entry]);
}

function settings(request: RestRequest, services: Services): Reply {
  return one(request, 'settings', 'settings', {
    SPLUNK_DB: services.dataFolder,
    SPLUNK_HOME: services.dataFolder,
    enableSplunkWebSSL: false,
    host: services.serverName,
    httpport: services.webPort(),
    mgmtHostPort: Number(new URL(services.managementOrigin()).port),
    pass4SymmKey: '********',
    serverName: services.serverName,
    startwebserver: true,
    ...keptSettings(services),
  });
}

/** What can be set; the preview keeps it for who reads it and goes on as it was started. */
const settable: Readonly<Record<string, string>> = { minFreeSpace: '5000', sessionTimeout: '8h', trustedIP: '' };

function keptSettings(services: Services): Content {
  const kept = services.conf.find('server', 'general', { owner: 'nobody', app: 'system' })?.settings;
  return Object.fromEntries(Object.entries(settable).map(([key, text]) => [key, kept?.get(key) ?? text]));
}

async function changeSettings(request: RestRequest, services: Services): Promise<Reply> {
  for (const [key, value] of request.form.entries()) {
    if (key === 'output_mode') continue;
    if (!Object.hasOwn(settable, key))
      throw badRequest(`"${key}" can't be changed here: it is said when the preview is started.`);
    const target = { app: 'system', user: undefined };
    await services.conf.edit('server', 'general', target, { [key]: storable(key, value) });
  }
  return settings(request, services);
}

function serverRoles(request: RestRequest): Reply {
  return one(request, 'roles', 'result', { role_list: ['indexer', 'license_master', 'kv_store', 'search_head'] });
}

function health(request: RestRequest): Reply {
  return one(request, 'health', 'splunkd', { health: 'green', disabled: false });
}

/** One member that is its own captain, as a stand-alone splunkd says it (measured on 10.4.2). */
function kvStatus(request: RestRequest, services: Services): Reply {
  const now = services.now();
  const member = { guid: services.guid, hostAndPort: '127.0.0.1:8191', replicationStatus: 'KV store captain' };
  const current = {
    ...{ ...member, status: 'ready', storageEngine: 'preview', disabled: 0, standalone: 1, port: 8191 },
    ...{ backupRestoreStatus: 'Ready', date: new Date(now).toUTCString(), dateSec: now / 1000 },
  };
  return one(request, 'kvstore', 'status', { current, members: { '0': member } });
}

function noRestart(request: RestRequest): Reply {
  return messagesReply(request, 200, [
    { type: 'WARN', text: 'The preview does not restart itself: stop it and start it again.' },
  ]);
}
