import { ADMIN } from '../auth/admin_password';
import { capabilitiesOf, listOf, rolesOf, withImported, type Role } from '../auth/roles';
import type { User } from '../auth/users';
import { isTrue, wholeNumber, type Params } from '../http/params';
import { badRequest, forbidden, notFound, RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Content, type Entry, type Json } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import { requireCapabilityOf, type Route } from '../rest/router';
import type { Services } from '../services';
import { storable } from './conf_entries';
import { userContent } from './identity';

/** `authentication/users` and `authorization/roles`. */
export const userRoutes: readonly Route[] = [
  {
    pattern: 'authentication/users',
    collection: true,
    methods: { GET: listUsers, POST: createUser },
    capability: { POST: 'edit_user' },
  },
  {
    pattern: 'authentication/users/{name}',
    methods: { GET: showUser, POST: changeUser, DELETE: removeUser },
    capability: { DELETE: 'edit_user' },
  },
  {
    pattern: 'authorization/roles',
    collection: true,
    methods: { GET: listRoles, POST: createRole },
    capability: { POST: 'edit_roles' },
  },
  {
    pattern: 'authorization/roles/{name}',
    methods: { GET: showRole, POST: changeRole, DELETE: removeRole },
    capability: { POST: 'edit_roles', DELETE: 'edit_roles' },
  },
];

function userEntry(user: User, request: RestRequest, services: Services): Entry {
  const mayEdit = request.caller.capabilities.has('edit_user');
  return {
    name: user.name,
    path: `${request.prefix}/authentication/users/${encodeURIComponent(user.name)}`,
    acl: { ...systemAcl(), canWrite: mayEdit, removable: mayEdit && user.name !== ADMIN },
    links: ['alternate', 'list', 'edit', ...(mayEdit ? ['remove'] : [])],
    content: userContent(user, services),
  };
}

/** Who may not list all users sees himself. */
function listUsers(request: RestRequest, services: Services): Reply {
  const all = request.caller.capabilities.has('list_users') || request.caller.capabilities.has('edit_user');
  const users = services.users.all().filter((user) => all || user.name === request.caller.user.name);
  return listReply(
    request,
    'users',
    users.map((user) => userEntry(user, request, services)),
    { links: ['create', '_reload'] },
  );
}

function userOf(request: RestRequest, services: Services): User {
  const name = named(request, 'name');
  const user = services.users.find(name);
  const own = name === request.caller.user.name;
  if (user === undefined || (!own && !request.caller.capabilities.has('list_users'))) throw notFound(name);
  return user;
}

function showUser(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'users', userEntry(userOf(request, services), request, services));
}

/** A user's name has no capital letters, whatever is sent, as on splunkd. */
async function createUser(request: RestRequest, services: Services): Promise<Reply> {
  const { params } = request;
  const name = (params.get('name') ?? '').toLowerCase();
  if (!/^[^\s:/\\%<>"?*|]{1,100}$/.test(name)) throw badRequest(`"${name}" can't be a user's name.`);
  if (services.users.find(name) !== undefined) throw new RestError(409, `User with name=${name} already exists.`);
  const password = params.get('password') ?? '';
  if (password === '') throw badRequest('A password is needed.');
  const base: User = { name, realname: '', email: '', roles: [], defaultApp: services.appId, tz: '' };
  const asked = edited(base, params, services);
  const own = isTrue(params.get('createrole')) ? [await ownRole(asked, request, services)] : [];
  const user = { ...asked, roles: [...asked.roles, ...own] };
  if (user.roles.length === 0) throw badRequest('At least one role is needed.');
  await services.users.save(user, password);
  return entryReply(request, 'users', userEntry(user, request, services), 201);
}

/** `createrole`: a role of the user's own, `user-<name>`, with what his other roles may do. */
async function ownRole({ name, roles }: User, request: RestRequest, services: Services): Promise<string> {
  requireCapabilityOf(request, 'edit_roles');
  const role = `user-${name}`;
  if (rolesOf(services.conf).has(role)) throw new RestError(409, `Role with name=${role} already exists.`);
  const target = { app: services.appId, user: undefined };
  await services.conf.edit('authorize', `role_${role}`, target, { importRoles: roles.join(';') });
  return role;
}

/** A user may change his own password and settings, nobody else's and no roles. */
async function changeUser(request: RestRequest, services: Services): Promise<Reply> {
  const before = userOf(request, services);
  const own = before.name === request.caller.user.name;
  const mayEdit = request.caller.capabilities.has('edit_user');
  if (!mayEdit && (!own || request.params.has('roles')))
    throw forbidden(`You may not change the user "${before.name}".`);
  const password = request.params.get('password');
  if (password === '') throw badRequest('The password is empty.');
  if (
    !mayEdit &&
    password !== undefined &&
    (await services.users.authenticate(before.name, request.params.get('oldpassword') ?? '')) === undefined
  )
    throw badRequest('Missing old password.');
  const user = edited(before, request.params, services);
  await services.users.save(user, password);
  if (password !== undefined) {
    services.basic.forget();
    if (!own) services.sessions.closeAll(user.name);
  }
  return entryReply(request, 'users', userEntry(user, request, services));
}

function edited(before: User, params: Params, services: Services): User {
  const known = rolesOf(services.conf);
  const roles = params.has('roles')
    ? params
        .all('roles')
        .flatMap((text) => text.split(','))
        .map((role) => role.trim())
        .filter(Boolean)
    : before.roles;
  const unknown = roles.find((role) => !known.has(role));
  if (unknown !== undefined) throw badRequest(`Role=${unknown} is not grantable: there is no such role.`);
  const text = (name: string, fallback: string): string => params.get(name) ?? fallback;
  return {
    name: before.name,
    realname: text('realname', before.realname),
    email: text('email', before.email),
    defaultApp: text('defaultApp', before.defaultApp),
    tz: text('tz', before.tz),
    roles,
  };
}

async function removeUser(request: RestRequest, services: Services): Promise<Reply> {
  const user = userOf(request, services);
  if (user.name === ADMIN || user.name === request.caller.user.name)
    throw badRequest(`The user "${user.name}" can't be removed.`);
  await services.users.remove(user.name);
  services.basic.forget();
  services.sessions.closeAll(user.name);
  const tokens = services.tokens.all().filter((token) => token.user === user.name);
  await services.tokens.remove(new Set(tokens.map(({ id }) => id)));
  return listUsers({ ...request, path: request.path.slice(0, -1) }, services);
}

function roleEntry(role: Role, request: RestRequest, services: Services): Entry {
  const roles = rolesOf(services.conf);
  const mayEdit = request.caller.capabilities.has('edit_roles');
  const inherited = capabilitiesOf(roles, role.imports);
  return {
    name: role.name,
    path: `${request.prefix}/authorization/roles/${encodeURIComponent(role.name)}`,
    acl: { ...systemAcl(), canWrite: mayEdit, removable: mayEdit && role.isLocal },
    links: ['alternate', 'list', ...(mayEdit ? ['edit'] : []), ...(mayEdit && role.isLocal ? ['remove'] : [])],
    content: {
      capabilities: [...role.capabilities].sort(),
      cumulativeRTSrchJobsQuota: 0,
      cumulativeSrchJobsQuota: 0,
      defaultApp: '',
      imported_capabilities: [...inherited].sort(),
      imported_roles: role.imports,
      imported_srchIndexesAllowed: [],
      rtSrchJobsQuota: 6,
      srchDiskQuota: 100,
      srchFilter: '',
      srchIndexesAllowed: ['*'],
      srchIndexesDefault: ['main'],
      srchJobsQuota: 3,
      srchTimeWin: -1,
      ...roleSettings(role.name, services),
      grantable_roles: withImported(roles, [role.name]),
    },
  };
}

/** What a role may search and how much; the preview keeps it and does not enforce it. */
const roleNumbers = [
  ...['cumulativeRTSrchJobsQuota', 'cumulativeSrchJobsQuota', 'rtSrchJobsQuota', 'srchDiskQuota', 'srchJobsQuota'],
  'srchTimeWin',
];
const roleLists = ['srchIndexesAllowed', 'srchIndexesDefault'];
const roleTexts = ['defaultApp', 'srchFilter'];

function roleSettings(name: string, services: Services): Content {
  const settings = services.conf.find('authorize', `role_${name}`, { owner: 'nobody', app: services.appId })?.settings;
  return Object.fromEntries(
    [...(settings ?? [])].flatMap(([key, text]): readonly (readonly [string, Json])[] => {
      if (roleNumbers.includes(key) && /^-?\d+$/.test(text)) return [[key, Number(text)]];
      if (roleLists.includes(key)) return [[key, listOf(text, ';')]];
      return roleTexts.includes(key) ? [[key, text]] : [];
    }),
  );
}

/** The settings that a form names; a number that is none is refused. */
function roleChanges(params: Params): Readonly<Record<string, string>> {
  for (const key of roleNumbers) wholeNumber(params, key, 0, -1);
  return Object.fromEntries(
    [...roleNumbers, ...roleLists, ...roleTexts]
      .filter((key) => params.has(key))
      .map((key) => [key, storable(key, params.all(key).join(';'))]),
  );
}

function listRoles(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'roles',
    [...rolesOf(services.conf).values()].map((role) => roleEntry(role, request, services)),
    { links: ['create', '_reload'] },
  );
}

function roleOf(request: RestRequest, services: Services): Role {
  const role = rolesOf(services.conf).get(named(request, 'name'));
  if (role === undefined) throw notFound(named(request, 'name'));
  return role;
}

function showRole(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'roles', roleEntry(roleOf(request, services), request, services));
}

async function createRole(request: RestRequest, services: Services): Promise<Reply> {
  const name = request.params.get('name') ?? '';
  if (!/^[a-z][a-z0-9_-]{0,99}$/.test(name))
    throw badRequest(`"${name}" can't be a role's name: use lower-case letters, digits, _ and -.`);
  if (rolesOf(services.conf).has(name)) throw new RestError(409, `Role with name=${name} already exists.`);
  await saveRole(name, request, services);
  return showRole({ ...request, names: { name } }, services);
}

async function changeRole(request: RestRequest, services: Services): Promise<Reply> {
  await saveRole(roleOf(request, services).name, request, services);
  return showRole(request, services);
}

async function saveRole(name: string, { params }: RestRequest, services: Services): Promise<void> {
  const imports = params.all('imported_roles').filter((role) => role !== '');
  const capabilities = params.all('capabilities').filter((each) => /^[a-z_]+$/.test(each));
  // The list that is sent is the whole list: what it leaves out is taken from the role.
  const before = params.has('capabilities') ? (rolesOf(services.conf).get(name)?.capabilities ?? []) : [];
  const changes = {
    ...roleChanges(params),
    ...(params.has('imported_roles') ? { importRoles: imports.join(';') } : {}),
    ...Object.fromEntries([...before].map((each) => [each, 'disabled'])),
    ...Object.fromEntries(capabilities.map((each) => [each, 'enabled'])),
  };
  await services.conf.edit('authorize', `role_${name}`, { app: services.appId, user: undefined }, changes);
}

async function removeRole(request: RestRequest, services: Services): Promise<Reply> {
  const role = roleOf(request, services);
  if (!role.isLocal) throw badRequest(`The role "${role.name}" can't be removed.`);
  await services.conf.remove('authorize', `role_${role.name}`, { app: services.appId, user: undefined });
  return listRoles(request, services);
}
