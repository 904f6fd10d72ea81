import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../durable/atomic_file';
import { badRequest, forbidden, notFound } from '../http/rest_error';
import { jsonReply, type Reply } from '../http/reply';
import { bodyText } from '../http/incoming';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import { storedEvent } from '../inputs/stored_event';
import type { Services } from '../services';

/** Indexes, lookup files, typeahead, and events sent by REST. */
export const otherDataRoutes: readonly Route[] = [
  { pattern: 'data/indexes', collection: true, methods: { GET: indexes } },
  { pattern: 'data/indexes/{name}', methods: { GET: index } },
  { pattern: 'data/lookup-table-files', collection: true, methods: { GET: lookupFiles, POST: saveLookup } },
  { pattern: 'data/lookup-table-files/{name}', methods: { GET: lookupFile, POST: saveLookup, DELETE: removeLookup } },
  { pattern: 'search/typeahead', methods: { GET: typeahead } },
  { pattern: 'receivers/simple', methods: { POST: receive }, capability: 'edit_tcp' },
];

async function indexEntries(services: Services): Promise<readonly Entry[]> {
  const [count, range] = [await services.engine.eventCount(), await services.engine.range()];
  const iso = (time: number | undefined): string => (time === undefined ? '' : new Date(time * 1000).toISOString());
  return ['main', '_audit', '_internal'].map((name) => ({
    name,
    path: `/servicesNS/nobody/system/data/indexes/${name}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content: {
      currentDBSizeMB: 1,
      datatype: 'event',
      defaultDatabase: 'main',
      disabled: false,
      homePath: `$SPLUNK_DB/${name}/db`,
      isInternal: name.startsWith('_'),
      maxTime: name === 'main' ? iso(range?.latest) : '',
      minTime: name === 'main' ? iso(range?.earliest) : '',
      totalEventCount: name === 'main' ? count : 0,
    },
  }));
}

async function indexes(request: RestRequest, services: Services): Promise<Reply> {
  return listReply(request, 'indexes', await indexEntries(services));
}

async function index(request: RestRequest, services: Services): Promise<Reply> {
  const found = (await indexEntries(services)).find(({ name }) => name === named(request, 'name'));
  if (found === undefined) throw notFound(named(request, 'name'));
  return entryReply(request, 'indexes', found);
}

function lookupEntry(name: string, request: RestRequest, services: Services): Entry {
  const path = services.lookups.filePath(name);
  if (path === undefined) throw notFound(name);
  const canWrite = isAdmin(request.caller);
  return {
    name,
    path: `/servicesNS/nobody/${services.appId}/data/lookup-table-files/${encodeURIComponent(name)}`,
    acl: {
      ...systemAcl(services.appId),
      owner: 'nobody',
      sharing: 'app',
      canWrite,
      removable: canWrite && isLocal(path, services),
    },
    links: ['alternate', 'list', '_reload'],
    updated: statSync(path).mtimeMs,
    content: { 'eai:data': path, disabled: false, 'eai:appName': services.appId },
  };
}

const isLocal = (path: string, { dataFolder }: Services): boolean => path.startsWith(join(dataFolder, 'local'));

function lookupFiles(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'lookup-table-files',
    services.lookups.fileNames().map((name) => lookupEntry(name, request, services)),
  );
}

function lookupFile(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'lookup-table-files', lookupEntry(named(request, 'name'), request, services));
}

/** splunkd takes a path in its staging area; the preview takes the CSV text itself in `eai:data`, and no path at all. */
async function saveLookup(request: RestRequest, services: Services): Promise<Reply> {
  if (!request.caller.capabilities.has('upload_lookup_files')) throw forbidden('You may not upload lookup files.');
  const name = request.names.name ?? request.params.get('name') ?? '';
  if (!/^[\w][\w. -]*\.csv$/.test(name))
    throw badRequest(`"${name}" can't be a lookup file's name: it must end in .csv.`);
  const text = request.params.get('eai:data') ?? '';
  if (!text.includes('\n'))
    throw badRequest('The argument "eai:data" must hold the CSV text; the preview reads no files by their paths.');
  await writeAtomically(join(services.dataFolder, 'local', 'lookups', name), text);
  return entryReply(
    request,
    'lookup-table-files',
    lookupEntry(name, request, services),
    request.names.name === undefined ? 201 : 200,
  );
}

function removeLookup(request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  const path = services.lookups.filePath(name);
  if (path === undefined) throw notFound(name);
  if (!isAdmin(request.caller) || !isLocal(path, services))
    throw forbidden(`The lookup file "${name}" can't be removed.`);
  rmSync(path);
  return listReply(request, 'lookup-table-files', []);
}

function typeahead(request: RestRequest): Reply {
  return jsonReply(200, { results: [], prefix: request.params.get('prefix') ?? '' });
}

/** The body is one event. */
async function receive(request: RestRequest, services: Services): Promise<Reply> {
  const data = bodyText(request.incoming.body);
  const text = (name: string): string | undefined => request.query.get(name);
  const now = services.now() / 1000;
  const stanza = {
    scheme: 'receivers',
    name: 'receivers/simple',
    app: services.appId,
    settings: new Map<string, string>(),
  };
  const event = {
    stanza: stanza.name,
    data,
    time: now,
    source: text('source'),
    sourcetype: text('sourcetype'),
    index: text('index'),
    host: text('host'),
  };
  await services.engine.append([storedEvent(event, stanza, now, services.serverName)]);
  return jsonReply(200, { bytes: data.length, index: text('index') ?? 'main' });
}
