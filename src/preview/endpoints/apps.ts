import { ownValue } from '../../core/own_value';
import { confBoolean } from '../../conf/merge';
import { stockApps } from '../conf_layers/conf_layers';
import { badRequest, forbidden, notFound, RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import { named, type RestRequest } from '../rest/request';
import type { Handler, Route } from '../rest/router';
import type { Services } from '../services';
import { storable } from './conf_entries';

/** `apps/local`: the app being shown, `search`, and apps made in the preview. */
export const appRoutes: readonly Route[] = [
  {
    pattern: 'apps/local',
    collection: true,
    methods: { GET: list, POST: create },
    capability: { POST: 'edit_local_apps' },
  },
  {
    pattern: 'apps/local/{name}',
    methods: { GET: show, POST: change, DELETE: remove },
    capability: { POST: 'edit_local_apps', DELETE: 'edit_local_apps' },
  },
  { pattern: 'apps/local/{name}/setup', methods: { GET: show } },
  { pattern: 'apps/local/{name}/update', methods: { GET: show } },
  { pattern: 'apps/local/{name}/enable', methods: { POST: toggle('enabled') }, capability: 'edit_local_apps' },
  { pattern: 'apps/local/{name}/disable', methods: { POST: toggle('disabled') }, capability: 'edit_local_apps' },
];

const stockLabels: Readonly<Record<string, string>> = { search: 'Search & Reporting', launcher: 'Home' };

function entryOf(name: string, request: RestRequest, services: Services): Entry {
  const value = (stanza: string, key: string): string | undefined =>
    services.conf.find('app', stanza, { owner: 'nobody', app: name })?.settings.get(key);
  return {
    name,
    path: `/servicesNS/nobody/system/apps/local/${encodeURIComponent(name)}`,
    acl: { ...systemAcl(), app: 'system', sharing: 'app', owner: 'nobody', canWrite: isAdmin(request.caller) },
    author: 'nobody',
    links: ['alternate', 'list', '_reload', 'edit'],
    content: {
      author: value('launcher', 'author') ?? '',
      build: Number(value('install', 'build') ?? 0) || 0,
      check_for_updates: confBoolean(value('package', 'check_for_updates') ?? '0') === true,
      configured: true,
      core: stockApps.includes(name),
      description: value('launcher', 'description') ?? '',
      disabled: confBoolean(value('install', 'state') ?? 'enabled') !== true,
      label: value('ui', 'label') ?? ownValue(stockLabels, name) ?? name,
      managed_by_deployment_client: false,
      show_in_nav: true,
      state_change_requires_restart: false,
      version: value('launcher', 'version') ?? value('id', 'version') ?? '',
      visible: confBoolean(value('ui', 'is_visible') ?? (name === 'splunk_httpinput' ? '0' : '1')) === true,
    },
  };
}

function list(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'localapps',
    services.conf.appNames().map((name) => entryOf(name, request, services)),
  );
}

/** The app of the path; 404 when there is none. */
function appOf(request: RestRequest, services: Services): string {
  const name = named(request, 'name');
  if (!services.conf.appNames().includes(name)) throw notFound(name);
  return name;
}

function show(request: RestRequest, services: Services): Reply {
  const name = appOf(request, services);
  return entryReply(request, 'localapps', entryOf(name, request, services));
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  const name = request.params.get('name') ?? '';
  if (!/^[A-Za-z][\w.-]{0,99}$/.test(name))
    throw badRequest(`"${name}" can't be an app's name: use letters, digits, _ . and -.`);
  if (services.conf.hasApp(name)) throw new RestError(409, `Application already exists: ${name}`);
  const label = storable('label', request.params.get('label') ?? name);
  const target = { app: name, user: undefined };
  await services.conf.edit('app', 'ui', target, { label });
  await services.conf.edit('app', 'launcher', target, { version: '1.0.0' });
  await edit(name, request, services);
  return entryReply(request, 'localapps', entryOf(name, request, services), 201);
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  await edit(appOf(request, services), request, services);
  return show(request, services);
}

function toggle(state: 'enabled' | 'disabled'): Handler {
  return async (request, services) => {
    const name = appOf(request, services);
    await services.conf.edit('app', 'install', { app: name, user: undefined }, { state });
    return show(request, services);
  };
}

/** Only what was made here goes: the app being shown and Splunk's own stay. */
async function remove(request: RestRequest, services: Services): Promise<Reply> {
  const name = appOf(request, services);
  if (name === services.appId || stockApps.includes(name)) throw forbidden(`The app "${name}" can't be removed.`);
  await services.conf.removeApp(name);
  return list({ ...request, path: request.path.slice(0, -1) }, services);
}

async function edit(name: string, request: RestRequest, services: Services): Promise<void> {
  const places: Readonly<Record<string, string>> = {
    label: 'ui',
    visible: 'ui',
    description: 'launcher',
    author: 'launcher',
    version: 'launcher',
  };
  for (const [key, value] of request.form.entries()) {
    const stanza = ownValue(places, key);
    if (stanza === undefined) continue;
    await services.conf.edit(
      'app',
      stanza,
      { app: name, user: undefined },
      { [key === 'visible' ? 'is_visible' : key]: storable(key, value) },
    );
  }
}
