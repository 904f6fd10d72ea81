import { confBoolean } from '../../conf/merge';
import { areTokensOff, TOKENS_STANZA } from '../auth/callers';
import { claimsOf, tokenHeader, type Token } from '../auth/tokens';
import { badRequest, forbidden, notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { epochSeconds } from '../times';

/** `authorization/tokens`: tokens that log in as `Authorization: Bearer …`. One's own with `…_tokens_own`, all with `…_tokens_all`. */
const SWITCH = 'admin/token-auth/tokens_auth';

export const tokenRoutes: readonly Route[] = [
  { pattern: 'authorization/tokens', collection: true, methods: { GET: list, POST: create } },
  { pattern: 'authorization/tokens/{name}', methods: { GET: list, POST: change, DELETE: remove } },
  { pattern: SWITCH, methods: { GET: tokensAuth, POST: switchTokens }, capability: { POST: 'edit_tokens_settings' } },
];

/** Whether tokens log anybody in (authorize.conf.spec, [tokens_auth]). */
function tokensAuth(request: RestRequest, services: Services): Reply {
  const disabled = areTokensOff(services.conf);
  const path = `${request.prefix}/${SWITCH}`;
  const entry = { name: 'tokens_auth', path, acl: systemAcl(), links: ['alternate', 'list', 'edit'] };
  return entryReply(request, 'token-auth', { ...entry, content: { disabled, expiration: 'never' } });
}

async function switchTokens(request: RestRequest, services: Services): Promise<Reply> {
  const disabled = confBoolean(request.params.get('disabled') ?? '');
  if (disabled === undefined) throw badRequest('The argument "disabled" must be true or false.');
  const target = { app: 'system', user: undefined };
  await services.conf.edit('authorize', TOKENS_STANZA, target, { disabled: disabled ? '1' : '0' });
  return tokensAuth(request, services);
}

type Deed = 'list' | 'edit';

/** 403 for who may neither touch all tokens nor, where they are his, his own. */
function requireRight(deed: Deed, user: string, { caller }: RestRequest): void {
  const own = user === caller.user.name && caller.capabilities.has(`${deed}_tokens_own`);
  if (own || caller.capabilities.has(`${deed}_tokens_all`)) return;
  throw forbidden(`You (user=${caller.user.name}) do not have permission to ${deed} tokens of "${user}".`);
}

function entryOf(token: Token, request: RestRequest, services: Services): Entry {
  return {
    name: token.id,
    path: `${request.prefix}/authorization/tokens/${token.id}`,
    acl: { ...systemAcl(), canWrite: true, removable: true },
    links: ['alternate', 'list', 'edit', 'remove'],
    content: {
      claims: claimsOf(token),
      headers: tokenHeader,
      lastUsed: services.tokens.lastUsed(token.id),
      lastUsedIp: '',
      status: token.status,
    },
  };
}

/** The tokens that a path and its arguments name: of a user, or of an id. */
function tokensOf(deed: Deed, request: RestRequest, services: Services): readonly Token[] {
  const name = request.names.name ?? request.params.get('username');
  const ids = request.params.all('id').flatMap((text) => text.split(','));
  const all = services.tokens.all().filter(({ user, id }) => name === undefined || name === user || name === id);
  const found = all.filter(({ id }) => ids.length === 0 || ids.includes(id));
  for (const { user } of found) if (name !== undefined) requireRight(deed, user, request);
  return found;
}

function list(request: RestRequest, services: Services): Reply {
  const { caller } = request;
  const all = caller.capabilities.has('list_tokens_all');
  const found = tokensOf('list', request, services).filter(({ user }) => all || user === caller.user.name);
  const entries = found.map((token) => entryOf(token, request, services));
  return listReply(request, 'tokens', entries, { links: ['create'] });
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  const [user, audience] = [request.params.get('name') ?? '', request.params.get('audience') ?? ''];
  if (user === '' || audience === '') throw badRequest('The arguments "name" (a user) and "audience" are needed.');
  requireRight('edit', user, request);
  if (services.users.find(user) === undefined) throw badRequest(`User "${user}" does not exist.`);
  const now = Math.floor(services.now() / 1000);
  const [notBefore, expires] = [timeOf('not_before', request, services), timeOf('expires_on', request, services)];
  if (expires !== undefined && expires <= (notBefore ?? now))
    throw badRequest('The token would expire before it holds.');
  const made = await services.tokens.create({
    user,
    audience,
    issuer: `${request.caller.user.name} from ${services.serverName}`,
    issued: now,
    notBefore: notBefore ?? now,
    expires: expires ?? 0,
  });
  const entry: Entry = {
    name: 'tokens',
    path: `${request.prefix}/authorization/tokens/tokens`,
    acl: systemAcl(),
    links: ['alternate', 'list', 'edit', 'remove'],
    content: made,
  };
  return entryReply(request, 'tokens', entry, 201);
}

/** An absolute or relative time; splunkd takes `never` and `now` too. */
function timeOf(name: string, { params }: RestRequest, services: Services): number | undefined {
  const text = params.get(name) ?? '';
  if (text === '' || text === 'never') return undefined;
  const epoch = epochSeconds(text, services.now() / 1000, services.timeZone);
  if (epoch === undefined) throw badRequest(`Invalid value "${text}" for argument "${name}": a time is needed.`);
  return Math.floor(epoch);
}

const idsOf = (tokens: readonly Token[]): ReadonlySet<string> => new Set(tokens.map(({ id }) => id));

function found(request: RestRequest, services: Services): readonly Token[] {
  const tokens = tokensOf('edit', request, services);
  if (tokens.length === 0) throw notFound(named(request, 'name'));
  return tokens;
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  const status = request.params.get('status');
  if (status !== 'enabled' && status !== 'disabled')
    throw badRequest('The argument "status" must be enabled or disabled.');
  await services.tokens.setStatus(idsOf(found(request, services)), status);
  return list(request, services);
}

async function remove(request: RestRequest, services: Services): Promise<Reply> {
  await services.tokens.remove(idsOf(found(request, services)));
  return list({ ...request, path: request.path.slice(0, -1), names: {} }, services);
}
