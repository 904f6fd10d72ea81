import { isConfFileName } from '../conf_layers/conf_folder';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest, noTarget, notFound } from '../http/rest_error';
import { reply, TEXT_TYPE, type Reply } from '../http/reply';
import { listReply, messagesReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import {
  changeObject,
  changesOf,
  createObject,
  existing,
  newName,
  requireCreate,
  storable,
  visible,
  writeTarget,
} from './conf_entries';

/** `properties/…`: .conf files by file, stanza and key; a single key answers as plain text. */
export const propertyRoutes: readonly Route[] = [
  { pattern: 'properties', collection: true, methods: { GET: files, POST: createFile } },
  { pattern: 'configs', methods: { GET: files } },
  { pattern: 'properties/{file}', collection: true, methods: { GET: stanzas, POST: create } },
  { pattern: 'properties/{file}/{stanza}', methods: { GET: keys, POST: change } },
  { pattern: 'properties/{file}/{stanza}/{key}', methods: { GET: value, POST: setValue } },
];

function plainEntry(name: string, request: RestRequest, content: Entry['content'] = {}): Entry {
  return {
    name,
    path: `${request.prefix}/${request.path.map(encodeURIComponent).join('/')}/${encodeURIComponent(name)}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content,
  };
}

function files(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'properties',
    services.conf.fileNames().map((name) => plainEntry(name, request)),
  );
}

function requireFile(request: RestRequest, services: Services): string {
  const file = named(request, 'file');
  if (!isConfFileName(file) || !services.conf.hasFile(file)) throw notFound(file);
  return file;
}

function stanzas(request: RestRequest, services: Services): Reply {
  const names = visible(request, services, requireFile(request, services)).map(({ name }) => name);
  return listReply(
    request,
    named(request, 'file'),
    [...new Set(names)].map((name) => plainEntry(name, request)),
  );
}

function stanzaOf(request: RestRequest, services: Services): ConfObject {
  return existing(request, services, requireFile(request, services), named(request, 'stanza'));
}

function keys(request: RestRequest, services: Services): Reply {
  const object = stanzaOf(request, services);
  const entries = [...object.settings].map(([key, text]) => plainEntry(key, request, { [key]: text, $text: text }));
  return listReply(request, object.name, entries);
}

function value(request: RestRequest, services: Services): Reply {
  const found = stanzaOf(request, services).settings.get(named(request, 'key'));
  if (found === undefined) throw notFound(named(request, 'key'));
  return reply(200, TEXT_TYPE, found);
}

/** `__conf`: makes an empty file. */
async function createFile(request: RestRequest, services: Services): Promise<Reply> {
  const file = request.form.get('__conf') ?? '';
  if (file === '') throw noTarget('POST');
  if (!isConfFileName(file)) throw badRequest(`"${file}" can't be the name of a .conf file.`);
  const target = writeTarget(request.namespace, services);
  requireCreate(target, file, '', request, services);
  await services.conf.makeFile(file, target);
  return messagesReply(request, 201, [{ type: 'INFO', text: `Successfully created conf ${file}` }]);
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  const name = newName(request);
  await createObject(request, services, requireFile(request, services), name, {});
  return messagesReply(request, 201, [{ type: 'INFO', text: `Successfully created stanza ${name}` }]);
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  await changeObject(stanzaOf(request, services), request, services, changesOf(request.form));
  return messagesReply(request, 200, [{ type: 'INFO', text: 'Successfully modified the stanza.' }]);
}

async function setValue(request: RestRequest, services: Services): Promise<Reply> {
  const text = request.form.get('value');
  if (text === undefined) throw badRequest('The argument "value" is needed.');
  const key = named(request, 'key');
  await changeObject(stanzaOf(request, services), request, services, { [key]: storable(key, text) });
  return messagesReply(request, 200, [{ type: 'INFO', text: 'Successfully modified the key.' }]);
}
