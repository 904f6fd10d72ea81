import { allows } from '../conf_layers/access';
import type { ConfObject } from '../conf_layers/conf_object';
import type { Acl } from './entry';
import type { Caller } from './request';

/** True for those who may change what is not theirs. */
export function isAdmin(caller: Caller): boolean {
  return caller.capabilities.has('admin_all_objects');
}

/** Whether a caller may see a stanza: read access, or it is his own. */
export function mayRead(object: ConfObject, caller: Caller): boolean {
  return (
    isAdmin(caller) ||
    object.owner === caller.user.name ||
    (object.sharing !== 'user' && allows(object.read, caller.roles))
  );
}

/** Files that say what anybody may do, what this machine does and what it opens: whatever access an app gives, administrators alone change them. */
const administratorsOwn = new Set([
  ...['alert_actions', 'app', 'authentication', 'authorize', 'distsearch', 'indexes', 'inputs', 'limits', 'outputs'],
  ...['restmap', 'server', 'serverclass', 'web'],
]);

export function isAdministratorsOwn(file: string): boolean {
  return administratorsOwn.has(file);
}

/** Whether a caller may change a stanza: write access, or it is his own. */
export function mayWrite(object: ConfObject, caller: Caller): boolean {
  if (isAdmin(caller)) return true;
  const hasAccess =
    object.owner === caller.user.name || (object.sharing !== 'user' && allows(object.write, caller.roles));
  return hasAccess && !isAdministratorsOwn(object.file);
}

/** The access list of a stanza as the caller sees it; what only the app ships can't be removed. */
export function aclOf(object: ConfObject, caller: Caller): Acl {
  const canWrite = mayWrite(object, caller);
  const { app, owner, sharing, read, write } = object;
  return { app, owner, sharing, read, write, canWrite, removable: canWrite && object.hasLocal };
}
