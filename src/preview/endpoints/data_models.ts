import { confBoolean } from '../../conf/merge';
import type { ConfChanges } from '../../conf/edit';
import type { ConfObject } from '../conf_layers/conf_object';
import { isTrue } from '../http/params';
import { badRequest, forbidden } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { isDocument, parseJson, type Document } from '../kv/document';
import { entriesReply, entryReply, listReply } from '../rest/answers';
import { systemAcl, type Content, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import { requireCapabilityOf, type Route } from '../rest/router';
import type { Services } from '../services';
import {
  changeObject,
  createObject,
  existing,
  existingAll,
  newName,
  objectEntry,
  removeObject,
  storable,
  visible,
} from './conf_entries';
import { concise, endpointModel, readDataModel, type DataModel } from './data_model_text';
import { changeAccess } from './object_acl';
import { pivotContent } from './pivot';

/** `datamodel/…`: Endpoint, which the preview fills, and models that were made; searches find nothing in those. */
const BASE = 'datamodel/model';
const ONE = `${BASE}/{name}`;

export const dataModelRoutes: readonly Route[] = [
  { pattern: BASE, collection: true, methods: { GET: list, POST: create } },
  { pattern: ONE, methods: { GET: show, POST: change, DELETE: remove } },
  { pattern: `${ONE}/acl`, methods: { GET: show, POST: access } },
  { pattern: 'datamodel/acceleration', methods: { GET: accelerations } },
  { pattern: 'datamodel/acceleration/{name}', methods: { GET: acceleration } },
  { pattern: 'datamodel/pivot/{name}', methods: { GET: pivot, POST: pivot } },
];

const FILE = 'datamodels';
const OWN = 'Endpoint';

/** Where a made model's JSON lies in its stanza; the rest of the stanza is as datamodels.conf.spec has it. */
const TEXT = 'description';

/** datamodels.conf.spec: its acceleration settings and what they are when nothing is said. */
const accelerationDefaults: Readonly<Record<string, string | number | boolean>> = {
  enabled: false,
  earliest_time: '',
  cron_schedule: '*/5 * * * *',
  max_time: 3600,
  backfill_time: '',
  max_concurrent: 3,
  manual_rebuilds: false,
  allow_skew: '0',
  schedule_priority: 'default',
  allow_old_summaries: false,
  source_guid: '',
};

function accelerationOf(settings: ReadonlyMap<string, string>): Content {
  const typed = (name: string, like: string | number | boolean): string | number | boolean => {
    const text = settings.get(name === 'enabled' ? 'acceleration' : `acceleration.${name}`);
    if (text === undefined) return like;
    if (typeof like === 'boolean') return confBoolean(text) === true;
    return typeof like === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
  };
  return Object.fromEntries(Object.entries(accelerationDefaults).map(([name, like]) => [name, typed(name, like)]));
}

function contentOf(model: DataModel, settings: ReadonlyMap<string, string>, request: RestRequest): Content {
  const isConcise = isTrue(request.params.get('concise'));
  return {
    acceleration: JSON.stringify(accelerationOf(settings)),
    'acceleration.allowed': true,
    concise: isConcise ? '1' : '0',
    dataset_type: 'datamodel',
    description: JSON.stringify(isConcise ? concise(model) : model.json),
    disabled: false,
    displayName: model.displayName,
  };
}

/** The model of a stanza; one whose text is gone is empty. */
const modelOf = ({ settings }: ConfObject): DataModel => readDataModel(settings.get(TEXT) ?? '{}');

function entryOf(object: ConfObject, request: RestRequest): Entry {
  return objectEntry(object, request, BASE, contentOf(modelOf(object), object.settings, request));
}

function ownEntry(request: RestRequest): Entry {
  return {
    name: OWN,
    path: `/servicesNS/nobody/Splunk_SA_CIM/${BASE}/${OWN}`,
    acl: { ...systemAcl('Splunk_SA_CIM'), owner: 'nobody', sharing: 'global' },
    links: ['alternate', 'list', '_reload'],
    content: {
      ...contentOf(endpointModel, new Map(), request),
      'eai:appName': 'Splunk_SA_CIM',
      'eai:userName': 'nobody',
    },
  };
}

function list(request: RestRequest, services: Services): Reply {
  const made = visible(request, services, FILE).map((object) => entryOf(object, request));
  return listReply(request, 'datamodeledit', [ownEntry(request), ...made], { links: ['create', '_reload', '_acl'] });
}

function show(request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  if (name === OWN) return entryReply(request, 'datamodeledit', ownEntry(request));
  const found = existingAll(request, services, FILE, name).map((object) => entryOf(object, request));
  return entriesReply(request, 'datamodeledit', found);
}

/** A model's name has no spaces: they become underscores, as on splunkd. `provisional` shows what would be stored. */
async function create(request: RestRequest, services: Services): Promise<Reply> {
  const name = newName(request).replaceAll(' ', '_');
  if (!/^[\w.-]{1,200}$/.test(name)) throw badRequest(`"${name}" can't be a data model's name.`);
  if (name === OWN) throw badRequest(`The data model "${OWN}" is part of the preview.`);
  const changes = changesOf(name, { [TEXT]: '{}' }, request);
  const object = await createObject(request, services, FILE, name, changes);
  return entryReply(request, 'datamodeledit', entryOf(object, request), 201);
}

/** The changes that a form asks of a model; a text that is no model, or settings that are none, end the request with 400. */
function changesOf(name: string, before: ConfChanges, request: RestRequest): ConfChanges {
  const text = request.form.get(TEXT) ?? request.form.get('eai:data');
  const given = request.form.get('acceleration');
  const model = text === undefined || text === '' ? undefined : readDataModel(text).json;
  return {
    ...before,
    ...(model === undefined ? {} : { [TEXT]: storable(TEXT, JSON.stringify({ modelName: name, ...model })) }),
    ...(given === undefined || given === '' ? {} : accelerationChanges(given, request)),
  };
}

/** The JSON object of `acceleration`, or a plain boolean. */
function accelerationChanges(text: string, request: RestRequest): ConfChanges {
  const value = /^\s*\{/.test(text) ? parseJson(text) : { enabled: isTrue(text) };
  const settings: Document = isDocument(value) ? value : {};
  if (settings.enabled === true) requireCapabilityOf(request, 'accelerate_datamodel');
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, given]) => {
      if (!/^[\w.]+$/.test(name) || given === null || typeof given === 'object') return [];
      const key = name === 'enabled' ? 'acceleration' : `acceleration.${name}`;
      return [[key, storable(key, String(given))]];
    }),
  );
}

function made(request: RestRequest, services: Services): ConfObject {
  if (named(request, 'name') === OWN)
    throw forbidden(`The data model "${OWN}" is part of the preview and stays as it is.`);
  return existing(request, services, FILE, named(request, 'name'));
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  const before = made(request, services);
  const changes = changesOf(before.name, {}, request);
  if (isTrue(request.params.get('provisional'))) return provisional(before, changes, request);
  const object = await changeObject(before, request, services, changes);
  return entryReply(request, 'datamodeledit', entryOf(object, request));
}

/** What the model would be, without changing it. */
function provisional(before: ConfObject, changes: ConfChanges, request: RestRequest): Reply {
  const changed = Object.entries(changes).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  const settings = new Map([...before.settings, ...changed]);
  return entryReply(request, 'datamodeledit', entryOf({ ...before, settings }, request));
}

async function remove(request: RestRequest, services: Services): Promise<Reply> {
  await removeObject(made(request, services), request, services);
  return list({ ...request, path: request.path.slice(0, -1) }, services);
}

async function access(request: RestRequest, services: Services): Promise<Reply> {
  const object = await changeAccess(made(request, services), request, services);
  return entryReply(request, 'datamodeledit', entryOf(object, request));
}

function accelerationEntry(name: string, settings: ReadonlyMap<string, string>, request: RestRequest): Entry {
  const { enabled, earliest_time: earliest } = accelerationOf(settings);
  return {
    name,
    path: `${request.prefix}/datamodel/acceleration/${encodeURIComponent(name)}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content: {
      acceleration: enabled ?? false,
      'acceleration.earliest_time': earliest ?? '',
      search: `| datamodel ${name} acceleration_search`,
    },
  };
}

function accelerations(request: RestRequest, services: Services): Reply {
  const made = visible(request, services, FILE)
    .filter(({ settings }) => accelerationOf(settings).enabled === true)
    .map(({ name, settings }) => accelerationEntry(name, settings, request));
  return listReply(request, 'datamodelacceleration', made);
}

function acceleration(request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  const settings = name === OWN ? new Map<string, string>() : existing(request, services, FILE, name).settings;
  return entryReply(request, 'datamodelacceleration', accelerationEntry(name, settings, request));
}

/** The searches of a pivot report (`pivot_json`). */
function pivot(request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  // A model may lie in another app than the one that asks.
  const anywhere = { ...request, namespace: { owner: '-', app: '-' } };
  const model = name === OWN ? endpointModel : modelOf(existing(anywhere, services, FILE, name));
  const json = request.params.get('pivot_json');
  if (json === undefined) throw badRequest('The argument "pivot_json" is needed; the preview reads no pivot_search.');
  const content = pivotContent(name, model, parseJson(json));
  return entryReply(request, 'datamodelpivot', {
    name,
    path: `${request.prefix}/datamodel/pivot/${encodeURIComponent(name)}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content,
  });
}
