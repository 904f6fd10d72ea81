import type { ConfChanges } from '../../conf/edit';
import { printAccess } from '../conf_layers/access';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest, forbidden, RestError } from '../http/rest_error';
import type { RestRequest } from '../rest/request';
import type { Services } from '../services';
import { isAdmin } from '../rest/rights';
import { existing, requireCreate, requireWrite, storable, writeTarget } from './conf_entries';

/** `POST …/acl`: sharing, owner and permissions of a stanza; gives it as it is afterwards (reference 2.9). */
export async function changeAccess(object: ConfObject, request: RestRequest, services: Services): Promise<ConfObject> {
  requireWrite(object, request);
  const sharing = request.params.get('sharing') ?? object.sharing;
  const owner = request.params.get('owner') ?? object.owner;
  if (!['user', 'app', 'global'].includes(sharing))
    throw badRequest(`Invalid sharing "${sharing}": use user, app or global.`);
  const before = { app: object.app, user: object.sharing === 'user' ? object.owner : undefined };
  const after = { app: object.app, user: sharing === 'user' ? privateOwner(owner, request) : undefined };
  requireOwner(owner, object, request);
  if (before.user !== after.user) {
    requireCreate(after, object.file, object.name, request, services);
    await moveObject(object, before, after, services);
  }
  if (after.user === undefined) await keepAccess(object, request, services);
  return existing(
    { ...request, namespace: { owner: after.user ?? 'nobody', app: object.app } },
    services,
    object.file,
    object.name,
  );
}

/** `POST …/move`: into another app or another user's settings; gives it as it is there. */
export async function moveTo(object: ConfObject, request: RestRequest, services: Services): Promise<ConfObject> {
  requireWrite(object, request);
  const app = request.params.get('app') ?? object.app;
  const user = request.params.get('user') ?? object.owner;
  const from = { app: object.app, user: object.sharing === 'user' ? object.owner : undefined };
  const to = writeTarget({ owner: object.sharing === 'user' ? user : 'nobody', app }, services);
  if (!object.hasLocal) throw forbidden(`"${object.name}" is shipped with the app "${object.app}" and can't be moved.`);
  requireCreate(to, object.file, object.name, request, services);
  const there = { owner: to.user ?? 'nobody', app: to.app };
  if (from.app !== to.app || from.user !== to.user) {
    if (services.conf.hasOwn(object.file, object.name, to))
      throw new RestError(409, `An object with name=${object.name} already exists`);
    await moveObject(object, from, to, services);
  }
  return existing({ ...request, namespace: there }, services, object.file, object.name);
}

/** A search runs as its owner: nobody but an administrator makes it another one's. */
function requireOwner(owner: string, object: ConfObject, { caller }: RestRequest): void {
  if (owner === object.owner || owner === caller.user.name || isAdmin(caller)) return;
  throw forbidden(`You (user=${caller.user.name}) may not make "${object.name}" an object of "${owner}".`);
}

function privateOwner(owner: string, request: RestRequest): string {
  return owner === 'nobody' ? request.caller.user.name : owner;
}

type Place = { readonly app: string; readonly user: string | undefined };

/** Moves what was written into another layer: first the new copy, then the old one goes. */
async function moveObject(object: ConfObject, from: Place, to: Place, services: Services): Promise<void> {
  const settings = Object.fromEntries([...object.settings].filter(([key]) => object.own.has(key)));
  await services.conf.edit(object.file, object.name, to, settings);
  if (object.hasLocal) await services.conf.remove(object.file, object.name, from);
}

async function keepAccess(object: ConfObject, request: RestRequest, services: Services): Promise<void> {
  const shared = object.sharing === 'user' ? { ...object, read: ['*'], write: ['admin', 'power'] } : object;
  await services.conf.setAccess(object.app, object.file, object.name, accessChanges(shared, request));
}

/** What a form with sharing, owner, perms.read and perms.write asks for, as a metadata file holds it. */
export function accessChanges(
  before: Pick<ConfObject, 'read' | 'write' | 'owner' | 'sharing'>,
  request: RestRequest,
): ConfChanges {
  const list = (name: string, fallback: readonly string[]): readonly string[] => {
    const given = request.params
      .all(name)
      .flatMap((text) => text.split(','))
      .map((role) => role.trim())
      .filter((role) => role !== '');
    const wrong = given.find((role) => !/^(?:\*|[\w.-]+)$/.test(role));
    if (wrong !== undefined) throw badRequest(`"${wrong}" can't be a role's name.`);
    return request.params.has(name) ? given : fallback;
  };
  return {
    access: printAccess(list('perms.read', before.read), list('perms.write', before.write)),
    export: (request.params.get('sharing') ?? before.sharing) === 'global' ? 'system' : 'none',
    owner: storable('owner', request.params.get('owner') ?? before.owner),
  };
}
