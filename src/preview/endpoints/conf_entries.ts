import { keyProblem, stanzaNameProblem, valueProblem } from '../../conf/print';
import { confBoolean } from '../../conf/merge';
import type { ConfChanges } from '../../conf/edit';
import { allows } from '../conf_layers/access';
import type { ConfObject } from '../conf_layers/conf_object';
import type { Target } from '../conf_layers/conf_layers';
import type { Params } from '../http/params';
import { badRequest, forbidden, notFound, RestError } from '../http/rest_error';
import { objectLinks, type Content, type Entry } from '../rest/entry';
import { aclOf, isAdmin, isAdministratorsOwn, mayRead, mayWrite } from '../rest/rights';
import type { Namespace, RestRequest } from '../rest/request';
import type { Services } from '../services';

/** What all endpoints over .conf stanzas share: finding, showing, changing, removing, within a namespace and its rights. */

/** The stanzas of a file that the caller may see. */
export function visible(request: RestRequest, services: Services, file: string): readonly ConfObject[] {
  return services.conf
    .objects(file, request.namespace, viewerOf(request))
    .filter((object) => mayRead(object, request.caller));
}

/** One stanza by name; 404 with splunkd's words. */
export function existing(request: RestRequest, services: Services, file: string, name: string): ConfObject {
  const object = services.conf.find(file, name, request.namespace, viewerOf(request));
  if (object === undefined || !mayRead(object, request.caller)) throw notFound(name);
  return object;
}

/** What a name stands for: one stanza, or in a namespace with `-` each of that name; 404 when there is none. */
export function existingAll(
  request: RestRequest,
  services: Services,
  file: string,
  name: string,
): readonly ConfObject[] {
  const { owner, app } = request.namespace;
  if (owner !== '-' && app !== '-') return [existing(request, services, file, name)];
  const found = visible(request, services, file).filter((object) => object.name === name);
  return found.length === 0 ? [existing(request, services, file, name)] : found;
}

function viewerOf({ caller }: RestRequest): string | undefined {
  return caller.capabilities.has('list_all_objects') ? undefined : caller.user.name;
}

/** The address of a stanza behind an endpoint: in the namespace where it lives. */
export function objectPath({ owner, app }: Pick<ConfObject, 'owner' | 'app'>, endpoint: string, name: string): string {
  return `/servicesNS/${encodeURIComponent(owner)}/${encodeURIComponent(app)}/${endpoint}/${encodeURIComponent(name)}`;
}

/** A stanza as an entry; `content` are its settings as the endpoint types them. */
export function objectEntry(
  object: ConfObject,
  request: RestRequest,
  endpoint: string,
  content: Content,
  moreLinks: readonly string[] = [],
): Entry {
  const acl = aclOf(object, request.caller);
  const disabled = content.disabled === true;
  const toggle = acl.canWrite ? [disabled ? 'enable' : 'disable'] : [];
  return {
    name: object.name,
    path: objectPath(object, endpoint, object.name),
    acl,
    author: object.owner,
    links: objectLinks(acl, [...toggle, ...moreLinks]),
    content: { ...content, 'eai:appName': object.app, 'eai:userName': object.owner },
  };
}

/** A stanza's settings as conf-* and properties show them: texts, but `disabled` is a boolean. */
export function plainContent(object: ConfObject): Content {
  return {
    disabled: false,
    ...Object.fromEntries(
      [...object.settings].map(([key, value]) => [key, key === 'disabled' ? confBoolean(value) === true : value]),
    ),
  };
}

/** Where a write of this request goes: shared for owner nobody, private for a user. 400 for a wildcard, 404 for an unknown app. */
export function writeTarget(namespace: Namespace, services: Services): Target {
  const { owner, app } = namespace;
  if (owner === '-' || app === '-')
    throw badRequest(
      'A concrete owner and app are needed for a write: use servicesNS/nobody/<app> or servicesNS/<user>/<app>.',
    );
  if (!services.conf.hasApp(app)) throw new RestError(404, `Application does not exist: ${app}`);
  return { app, user: owner === 'nobody' ? undefined : owner };
}

/** Where a change of an existing stanza goes: its own layer, unless the namespace asks for a user's private copy. */
export function changeTarget(object: ConfObject, request: RestRequest, services: Services): Target {
  if (request.namespace.owner === '-' || request.prefix === '/services')
    return { app: object.app, user: object.sharing === 'user' ? object.owner : undefined };
  if (request.namespace.app === '-')
    return { app: object.app, user: object.sharing === 'user' ? object.owner : undefined };
  const target = writeTarget(request.namespace, services);
  if (object.sharing === 'user' || target.user === undefined)
    return { app: object.app, user: object.sharing === 'user' ? object.owner : undefined };
  // The user is no wildcard: a shared object that he may write is changed in place, as Splunk Web's editors do.
  return mayWrite(object, request.caller) ? { app: object.app, user: undefined } : target;
}

/** 403 when the caller may not change this stanza. */
export function requireWrite(object: ConfObject, request: RestRequest): void {
  if (mayWrite(object, request.caller)) return;
  throw forbidden(
    `User '${request.caller.user.name}' with roles { ${request.caller.roles.join(', ')} } cannot write: ${objectPath(object, object.file, object.name)} { read : [ ${object.read.join(', ')} ], write : [ ${object.write.join(', ')} ] }, export: ${object.sharing === 'global' ? 'global' : 'app'}, owner: ${object.owner}`,
  );
}

/** 403 when the caller may not add objects to an app: write access on the app, or a private object of his own. */
export function requireCreate(
  target: Target,
  file: string,
  name: string,
  request: RestRequest,
  services: Services,
): void {
  const { caller } = request;
  const mayWriteIn = (category: string, object: string): boolean =>
    allows(services.conf.access(target.app, category, object).write, caller.roles);
  const isOwn = target.user === caller.user.name;
  const isAllowed = isOwn || (target.user === undefined && (mayWriteIn(file, name) || mayWriteIn('', '')));
  if (isAdmin(caller) || (isAllowed && !isAdministratorsOwn(file))) return;
  throw forbidden(
    `You (user=${caller.user.name}) do not have permission to create ${file} objects in app "${target.app}".`,
  );
}

/** Parameters that say how to answer, not what to store. */
const notSettings = new Set(['output_mode', 'name', '__stanza', 'splunk_form_key', 'createifdoesnotexist']);

/** The settings that a form asks for, checked: what a .conf file can't hold is refused with 400, never stored changed. */
export function changesOf(form: Params): ConfChanges {
  const settings = form.entries().filter(([key]) => !notSettings.has(key) && !key.startsWith('eai:'));
  return Object.fromEntries(settings.map(([key, value]) => [key, storable(key, value)]));
}

/** A value as a .conf file holds it; 400 when it can't. */
export function storable(key: string, value: string): string {
  const problem = keyProblem(key);
  if (problem !== undefined) throw badRequest(`The setting "${key}" can't be stored: ${problem}.`);
  const text = value.replace(/\r\n?/g, '\n').trim();
  const wrong = valueProblem(text);
  if (wrong !== undefined) throw badRequest(`The value of "${key}" can't be stored: ${wrong}.`);
  return text;
}

/** A stanza's name from a form. 400 when it is missing or can't be one. */
export function newName(request: RestRequest): string {
  const name = request.params.get('name') ?? request.params.get('__stanza') ?? '';
  if (name === '') throw new RestError(400, `Cannot perform action "POST" without a target name to act on.`);
  const problem = stanzaNameProblem(name);
  if (problem !== undefined || name === 'default')
    throw badRequest(`"${name}" can't be a name: ${problem ?? 'it is reserved'}.`);
  return name;
}

/** Removes the copy that was written; a stanza that only the app ships stays. */
export async function removeObject(object: ConfObject, request: RestRequest, services: Services): Promise<void> {
  requireWrite(object, request);
  if (!object.hasLocal)
    throw forbidden(
      `"${object.name}" is shipped with the app "${object.app}" and can't be removed; disable it or override its settings instead.`,
    );
  await services.conf.remove(object.file, object.name, {
    app: object.app,
    user: object.sharing === 'user' ? object.owner : undefined,
  });
}

/** Makes a stanza: 409 when the namespace has one of that name of its own. */
export async function createObject(
  request: RestRequest,
  services: Services,
  file: string,
  name: string,
  changes: ConfChanges,
): Promise<ConfObject> {
  const target = writeTarget(request.namespace, services);
  requireCreate(target, file, name, request, services);
  const known = services.conf.find(file, name, request.namespace);
  if (known !== undefined && known.app === target.app && (known.sharing === 'user') === (target.user !== undefined))
    throw new RestError(409, `An object with name=${name} already exists`);
  await services.conf.edit(file, name, target, changes);
  if (target.user === undefined)
    await services.conf.setAccess(target.app, file, name, { owner: request.caller.user.name });
  return existing({ ...request, namespace: { owner: target.user ?? 'nobody', app: target.app } }, services, file, name);
}

/** Changes a stanza: gives it as it is afterwards. `default` stays what it is, as on splunkd (its SDK's tests say so). */
export async function changeObject(
  object: ConfObject,
  request: RestRequest,
  services: Services,
  changes: ConfChanges,
): Promise<ConfObject> {
  if (object.name === 'default') return object;
  const target = changeTarget(object, request, services);
  if (target.user === undefined || object.sharing === 'user') requireWrite(object, request);
  else requireCreate(target, object.file, object.name, request, services);
  await services.conf.edit(object.file, object.name, target, changes);
  return existing(
    { ...request, namespace: { owner: target.user ?? 'nobody', app: target.app } },
    services,
    object.file,
    object.name,
  );
}
