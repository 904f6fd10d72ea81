import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { allows } from '../conf_layers/access';
import { writeAtomically } from '../durable/atomic_file';
import { badRequest, forbidden, notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** Lookup files. */
export const otherDataRoutes: readonly Route[] = [
  { pattern: 'data/lookup-table-files', collection: true, methods: { GET: lookupFiles, POST: saveLookup } },
  { pattern: 'data/lookup-table-files/{name}', methods: { GET: lookupFile, POST: saveLookup, DELETE: removeLookup } },
];

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
  requireLookupWrite(name, request, services);
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

/** A lookup file that is there is changed by those who may write it; a new one is anybody's who may upload. */
function requireLookupWrite(name: string, { caller }: RestRequest, services: Services): void {
  const isNew = services.lookups.filePath(name) === undefined;
  const { write } = services.conf.access(services.appId, 'lookups', name);
  if (!isNew && !isAdmin(caller) && !allows(write, caller.roles))
    throw forbidden(`You (user=${caller.user.name}) may not write the lookup file "${name}".`);
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
