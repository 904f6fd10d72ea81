import { confBoolean } from '../../conf/merge';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest, forbidden, notFound, RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import { named, type RestRequest } from '../rest/request';
import type { Handler, Route } from '../rest/router';
import type { IndexContent } from '../search_engine';
import type { Services } from '../services';
import { changesOf } from './conf_entries';

/** `data/indexes`: Splunk's own, those that were made, and those that an event names; all are one database here. */
const WRITE = 'indexes_edit';
const ONE = 'data/indexes/{name}';

export const indexRoutes: readonly Route[] = [
  { pattern: 'data/indexes', collection: true, methods: { GET: list, POST: create }, capability: { POST: WRITE } },
  { pattern: 'data/indexes-extended', methods: { GET: extended } },
  { pattern: ONE, methods: { GET: show, POST: change, DELETE: remove }, capability: { POST: WRITE, DELETE: WRITE } },
  { pattern: `${ONE}/enable`, methods: { POST: toggle('0') }, capability: WRITE },
  { pattern: `${ONE}/disable`, methods: { POST: toggle('1') }, capability: WRITE },
];

const FILE = 'indexes';
const splunksOwn = ['_audit', '_internal', 'main'];

async function entries(request: RestRequest, services: Services): Promise<readonly Entry[]> {
  const stored = new Map((await services.engine.indexes()).map((each) => [each.name, each]));
  const made = madeIndexes(services);
  const names = [...new Set([...splunksOwn, ...stored.keys(), ...made.keys()])].sort();
  return names.map((name) => entryOf(name, stored.get(name), made.get(name), request));
}

/** True for an index that events may be sent to. */
export async function hasIndex(name: string, services: Services): Promise<boolean> {
  if (splunksOwn.includes(name) || madeIndexes(services).has(name)) return true;
  return (await services.engine.indexes()).some((stored) => stored.name === name);
}

function madeIndexes(services: Services): ReadonlyMap<string, ConfObject> {
  const objects = services.conf.objects(FILE, { owner: 'nobody', app: '-' });
  return new Map(objects.filter(({ name }) => isIndexName(name)).map((object) => [object.name, object]));
}

/** indexes.conf.spec: lower-case letters, digits, _ and -, the first one a letter or digit; Splunk's own begin with _. */
const isIndexName = (name: string): boolean => /^[a-z0-9][a-z0-9_-]{0,79}$/.test(name);

function entryOf(
  name: string,
  stored: IndexContent | undefined,
  made: ConfObject | undefined,
  request: RestRequest,
): Entry {
  const settings = made?.settings ?? new Map<string, string>();
  const isDisabled = confBoolean(settings.get('disabled') ?? '0') === true;
  const canWrite = isAdmin(request.caller);
  const removable = canWrite && made !== undefined;
  return {
    name,
    path: `/servicesNS/nobody/${encodeURIComponent(made?.app ?? 'system')}/data/indexes/${encodeURIComponent(name)}`,
    acl: { ...systemAcl(made?.app), canWrite, removable },
    links: [
      ...['alternate', 'list', '_reload'],
      ...(canWrite ? ['edit', isDisabled ? 'enable' : 'disable'] : []),
      ...(removable ? ['remove'] : []),
    ],
    content: {
      coldPath: `$SPLUNK_DB/${name}/colddb`,
      currentDBSizeMB: 1,
      datatype: 'event',
      defaultDatabase: 'main',
      frozenTimePeriodInSecs: 188697600,
      homePath: `$SPLUNK_DB/${name}/db`,
      maxTotalDataSizeMB: 500000,
      sync: 0,
      syncMeta: true,
      thawedPath: `$SPLUNK_DB/${name}/thaweddb`,
      ...typed(settings),
      disabled: isDisabled,
      isInternal: name.startsWith('_'),
      maxTime: isoTime(stored?.latest),
      minTime: isoTime(stored?.earliest),
      totalEventCount: stored?.count ?? 0,
    },
  };
}

const isoTime = (time: number | undefined): string => (time === undefined ? '' : new Date(time * 1000).toISOString());

/** Numbers and booleans as JSON has them. */
function typed(settings: ReadonlyMap<string, string>): Readonly<Record<string, string | number | boolean>> {
  const value = (text: string): string | number | boolean => {
    if (/^\d{1,15}$/.test(text)) return Number(text);
    return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
  };
  return Object.fromEntries([...settings].map(([key, text]) => [key, value(text)]));
}

async function list(request: RestRequest, services: Services): Promise<Reply> {
  return listReply(request, FILE, await entries(request, services), { links: ['create', '_reload'] });
}

/** The same with sizes as texts, as its clients read them (measured on 10.4.2). */
async function extended(request: RestRequest, services: Services): Promise<Reply> {
  const found = (await entries(request, services)).map((each) => {
    const content = { ...each.content, currentDBSizeMB: '1', total_size: '1.000' };
    return { ...each, content };
  });
  return listReply(request, 'indexes-extended', found);
}

async function entry(name: string, request: RestRequest, services: Services, status = 200): Promise<Reply> {
  const found = (await entries(request, services)).find((each) => each.name === name);
  if (found === undefined) throw notFound(name);
  return entryReply(request, FILE, found, status);
}

function show(request: RestRequest, services: Services): Promise<Reply> {
  return entry(named(request, 'name'), request, services);
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  const name = request.params.get('name') ?? '';
  if ((await entries(request, services)).some((each) => each.name === name))
    throw new RestError(409, `Index name=${name} already exists.`);
  if (!isIndexName(name))
    throw badRequest(`"${name}" can't be an index's name: use lower-case letters, digits, _ and -.`);
  const { app } = request.namespace;
  const target = { app: services.conf.hasApp(app) ? app : services.appId, user: undefined };
  const paths = { homePath: `$SPLUNK_DB/${name}/db`, coldPath: `$SPLUNK_DB/${name}/colddb` };
  await services.conf.edit(FILE, name, target, { ...paths, ...changesOf(request.form) });
  return entry(name, request, services, 201);
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  await edit(request, services, changesOf(request.form));
  return show(request, services);
}

function toggle(disabled: string): Handler {
  return async (request, services) => {
    await edit(request, services, { disabled });
    return show(request, services);
  };
}

async function edit(request: RestRequest, services: Services, changes: ReturnType<typeof changesOf>): Promise<void> {
  const name = named(request, 'name');
  await entry(name, request, services);
  const app = madeIndexes(services).get(name)?.app ?? 'system';
  await services.conf.edit(FILE, name, { app, user: undefined }, changes);
}

/** The settings go; events stay in the database. An index that holds some is kept, for they could still be found. */
async function remove(request: RestRequest, services: Services): Promise<Reply> {
  const name = named(request, 'name');
  await entry(name, request, services);
  const made = madeIndexes(services).get(name);
  const count = (await services.engine.indexes()).find((each) => each.name === name)?.count ?? 0;
  if (made === undefined || splunksOwn.includes(name)) throw forbidden(`The index "${name}" can't be removed.`);
  if (count > 0)
    throw forbidden(
      `The index "${name}" holds ${count} events: the preview removes no events, only its whole data folder.`,
    );
  await services.conf.remove(FILE, name, { app: made.app, user: undefined });
  return list({ ...request, path: request.path.slice(0, -1) }, services);
}
