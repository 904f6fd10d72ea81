import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { confBoolean } from '../../conf/merge';
import { readConf } from '../../conf/read';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest, notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { launcherOf } from '../inputs/launcher';
import { validateArguments } from '../inputs/validate';
import { entryReply, listReply, requestPath } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { createStanza, INPUTS, requireAdmin } from './input_stanzas';
import { ownInputRoutes, ownKinds } from './own_inputs';
import {
  changeObject,
  changesOf,
  existing,
  newName,
  objectEntry,
  plainContent,
  removeObject,
  visible,
} from './conf_entries';

/** `data/inputs/<scheme>` and `data/modular-inputs`: the app's modular inputs and their stanzas. */
export const inputRoutes: readonly Route[] = [
  { pattern: 'data/modular-inputs', methods: { GET: schemes } },
  { pattern: 'data/modular-inputs/{scheme}', methods: { GET: scheme } },
  { pattern: 'data/inputs', methods: { GET: kinds } },
  { pattern: 'data/inputs/all', methods: { GET: all } },
  { pattern: 'data/inputs/tcp', methods: { GET: kinds } },
  ...ownInputRoutes,
  { pattern: 'data/inputs/{scheme}', collection: true, methods: { GET: list, POST: create } },
  { pattern: 'data/inputs/{scheme}/{name}', methods: { GET: show, POST: change, DELETE: remove } },
  {
    pattern: 'data/inputs/{scheme}/{name}/enable',
    methods: { POST: (request, services) => toggle(request, services, '0') },
  },
  {
    pattern: 'data/inputs/{scheme}/{name}/disable',
    methods: { POST: (request, services) => toggle(request, services, '1') },
  },
];

/** The schemes that README/inputs.conf.spec declares: a stanza with at least one parameter (reference 1.8). */
function declared(services: Services): ReadonlyMap<string, readonly string[]> {
  const path = join(services.appFolder, 'README', 'inputs.conf.spec');
  if (!existsSync(path)) return new Map();
  const { stanzas } = readConf({ name: path, text: readFileSync(path, 'utf8') });
  const found = [...stanzas.values()].flatMap(({ name, settings }) => {
    const known = /^([0-9a-zA-Z][0-9a-zA-Z_-]*):\/\/<\w+>$/.exec(name)?.[1];
    return known === undefined || settings.size === 0 ? [] : [[known, [...settings.keys()]] as const];
  });
  return new Map(found.filter(([name]) => launcherOf(services.appFolder, name) !== undefined));
}

function schemeEntry(name: string, parameters: readonly string[], services: Services): Entry {
  return {
    name,
    path: `/servicesNS/nobody/${services.appId}/data/modular-inputs/${encodeURIComponent(name)}`,
    acl: { ...systemAcl(services.appId), sharing: 'global', owner: 'nobody' },
    links: ['alternate', 'list'],
    content: {
      title: name,
      description: '',
      streaming_mode: 'xml',
      endpoint: {
        args: Object.fromEntries(
          parameters.map((each) => [
            each,
            { title: each, data_type: 'string', required_on_create: false, required_on_edit: false },
          ]),
        ),
      },
    },
  };
}

function schemes(request: RestRequest, services: Services): Reply {
  const entries = [...declared(services)].map(([name, parameters]) => schemeEntry(name, parameters, services));
  return listReply(request, 'modular-inputs', entries);
}

function scheme(request: RestRequest, services: Services): Reply {
  const name = named(request, 'scheme');
  const parameters = declared(services).get(name);
  if (parameters === undefined) throw notFound(name);
  return entryReply(request, 'modular-inputs', schemeEntry(name, parameters, services));
}

function kinds(request: RestRequest, services: Services): Reply {
  const under = request.path.slice(2).join('/');
  const own = Object.keys(ownKinds).filter((path) => under === '' || path.startsWith(`${under}/`));
  const kind = (name: string, app: string, isGroup: boolean): Entry => ({
    name,
    path: `${requestPath(request)}/${encodeURIComponent(name)}`,
    acl: systemAcl(app),
    // A group leads to its kinds; a kind can be made.
    links: ['alternate', 'list', ...(isGroup ? [] : ['create'])],
    content: { 'eai:appName': app },
  });
  const names = own.map((path) => (under === '' ? path : path.slice(under.length + 1)));
  const groups = [...new Set(names.map((path) => path.split('/')[0] ?? ''))];
  const modular = under === '' ? [...declared(services).keys()] : [];
  return listReply(request, 'inputs', [
    ...modular.map((name) => kind(name, services.appId, false)),
    ...groups.map((name) => kind(name, 'system', !names.includes(name))),
  ]);
}

function all(request: RestRequest, services: Services): Reply {
  const entries = [...declared(services).keys()].flatMap((name) => stanzasOf(name, request, services));
  return listReply(request, 'inputs', entries);
}

function requireScheme(request: RestRequest, services: Services): string {
  const name = named(request, 'scheme');
  if (!declared(services).has(name)) throw notFound(name);
  return name;
}

function stanzasOf(name: string, request: RestRequest, services: Services): readonly Entry[] {
  return visible(request, services, INPUTS)
    .filter((object) => object.name.startsWith(`${name}://`))
    .map((object) => entryOf(object, name, request, services));
}

function entryOf(object: ConfObject, schemeName: string, request: RestRequest, services: Services): Entry {
  const bare = object.name.slice(schemeName.length + 3);
  const beneath =
    services.conf.find(INPUTS, schemeName, { owner: 'nobody', app: services.appId })?.settings ??
    new Map<string, string>();
  const settings = new Map([...beneath, ...object.settings]);
  const entry = objectEntry({ ...object, settings, name: bare }, request, `data/inputs/${schemeName}`, {
    ...plainContent({ ...object, settings }),
    disabled: confBoolean(settings.get('disabled') ?? '0') === true,
    preview_running: services.inputs.isRunning(object.name),
  });
  return {
    ...entry,
    path: `/servicesNS/${object.owner}/${object.app}/data/inputs/${schemeName}/${encodeURIComponent(bare)}`,
  };
}

function list(request: RestRequest, services: Services): Reply {
  const name = requireScheme(request, services);
  return listReply(request, name, stanzasOf(name, request, services), { links: ['create', '_reload'] });
}

function stanzaOf(request: RestRequest, services: Services): ConfObject {
  const name = requireScheme(request, services);
  return existing(request, services, INPUTS, `${name}://${named(request, 'name')}`);
}

function show(request: RestRequest, services: Services): Reply {
  return entryReply(
    request,
    named(request, 'scheme'),
    entryOf(stanzaOf(request, services), named(request, 'scheme'), request, services),
  );
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  requireAdmin(request);
  const schemeName = requireScheme(request, services);
  const bare = newName(request);
  if (bare.includes('://') || bare.includes(']')) throw badRequest(`"${bare}" can't be an input's name.`);
  const changes = changesOf(request.form);
  await requireValid(schemeName, bare, changes, services);
  const object = await createStanza(request, services, `${schemeName}://${bare}`, changes);
  await services.inputs.reload(object.name);
  return entryReply(request, schemeName, entryOf(object, schemeName, request, services), 201);
}

/** 400 with what the input itself says of its arguments (`--validate-arguments`). */
async function requireValid(
  schemeName: string,
  bare: string,
  changes: Readonly<Record<string, string | null>>,
  services: Services,
): Promise<void> {
  const beneath =
    services.conf.find(INPUTS, schemeName, { owner: 'nobody', app: services.appId })?.settings ??
    new Map<string, string>();
  const own = Object.entries(changes).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  const stanza = {
    scheme: schemeName,
    name: `${schemeName}://${bare}`,
    app: services.appId,
    settings: new Map([...beneath, ...own]),
  };
  const problem = await validateArguments(stanza, services);
  if (problem !== undefined) throw badRequest(`Encountered the following error while trying to save: ${problem}`);
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  requireAdmin(request);
  const before = stanzaOf(request, services);
  const changes = changesOf(request.form);
  await requireValid(
    named(request, 'scheme'),
    named(request, 'name'),
    { ...Object.fromEntries(before.settings), ...changes },
    services,
  );
  const object = await changeObject(before, request, services, changes);
  await services.inputs.reload(object.name);
  return entryReply(request, named(request, 'scheme'), entryOf(object, named(request, 'scheme'), request, services));
}

async function toggle(request: RestRequest, services: Services, disabled: string): Promise<Reply> {
  requireAdmin(request);
  const object = await changeObject(stanzaOf(request, services), request, services, { disabled });
  await services.inputs.reload(object.name);
  return entryReply(request, named(request, 'scheme'), entryOf(object, named(request, 'scheme'), request, services));
}

async function remove(request: RestRequest, services: Services): Promise<Reply> {
  requireAdmin(request);
  const object = stanzaOf(request, services);
  await removeObject(object, request, services);
  await services.inputs.reload(object.name);
  return list({ ...request, path: request.path.slice(0, -1) }, services);
}
