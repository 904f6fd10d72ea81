import { printAccess } from '../conf_layers/access';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest } from '../http/rest_error';
import type { RestRequest } from '../rest/request';
import type { Services } from '../services';
import { existing, requireWrite } from './conf_entries';

/** `POST …/acl`: sharing, owner and permissions of a stanza; gives it as it is afterwards (reference 2.9). */
export async function changeAccess(object: ConfObject, request: RestRequest, services: Services): Promise<ConfObject> {
  requireWrite(object, request);
  const sharing = request.params.get('sharing') ?? object.sharing;
  const owner = request.params.get('owner') ?? object.owner;
  if (!['user', 'app', 'global'].includes(sharing))
    throw badRequest(`Invalid sharing "${sharing}": use user, app or global.`);
  const before = { app: object.app, user: object.sharing === 'user' ? object.owner : undefined };
  const after = { app: object.app, user: sharing === 'user' ? privateOwner(owner, request) : undefined };
  if (before.user !== after.user) await moveObject(object, before, after, services);
  if (after.user === undefined) await keepAccess(object, sharing, request, services);
  return existing(
    { ...request, namespace: { owner: after.user ?? 'nobody', app: object.app } },
    services,
    object.file,
    object.name,
  );
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

async function keepAccess(
  object: ConfObject,
  sharing: string,
  request: RestRequest,
  services: Services,
): Promise<void> {
  const list = (name: string, fallback: readonly string[]): readonly string[] => {
    const given = request.params
      .all(name)
      .flatMap((text) => text.split(','))
      .map((role) => role.trim())
      .filter((role) => role !== '');
    return request.params.has(name) ? given : fallback;
  };
  const shared = object.sharing === 'user' ? { read: ['*'], write: ['admin', 'power'] } : object;
  await services.conf.setAccess(object.app, object.file, object.name, {
    access: printAccess(list('perms.read', shared.read), list('perms.write', shared.write)),
    export: sharing === 'global' ? 'system' : 'none',
    owner: request.params.get('owner') ?? object.owner,
  });
}
