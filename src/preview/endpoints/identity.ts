import { callerFor, cookieKey } from '../auth/callers';
import { rolesOf } from '../auth/roles';
import type { Session } from '../auth/sessions';
import { SYSTEM_USER, type User } from '../auth/users';
import { RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply, messagesReply, valuesReply } from '../rest/answers';
import { systemAcl, type Content, type Entry } from '../rest/entry';
import { parseParams, type Params } from '../http/params';
import { bodyText, type Incoming } from '../http/incoming';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** Who one is and what one may do: current-context, capabilities, sessions. */
export const identityRoutes: readonly Route[] = [
  { pattern: 'authentication/current-context', methods: { GET: currentContext } },
  { pattern: 'authentication/current-context/context', methods: { GET: currentContext } },
  { pattern: 'authorization/capabilities', methods: { GET: capabilities } },
  { pattern: 'authentication/httpauth-tokens', methods: { GET: sessionTokens } },
  { pattern: 'authentication/httpauth-tokens/{key}', methods: { DELETE: closeSession } },
];

/** `POST auth/login`: the one endpoint that needs no caller. Texts as measured (reference 2.5). */
export async function login(incoming: Incoming, services: Services): Promise<Reply> {
  const params = incoming.query.with(parseParams(bodyText(incoming.body)));
  if (params.get('password') === undefined) throw new RestError(400, 'Login failed', 'WARN');
  const session = (await sessionFor(params, services)) ?? sessionOfCookie(params, incoming, services);
  if (session === undefined) throw new RestError(401, 'Login failed', 'WARN');
  const request = { params } as const;
  const answer = valuesReply(request, 200, { sessionKey: session.key, message: '', code: '' });
  if (params.get('cookie') !== '1') return answer;
  const { port, protocol } = new URL(incoming.origin);
  const secure = protocol === 'https:' ? '; Secure' : '';
  const cookie = `splunkd_${port}=${session.key}; Path=/; HttpOnly; SameSite=Strict${secure}`;
  return { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie } };
}

async function sessionFor(params: Params, services: Services): Promise<Session | undefined> {
  const [name, password] = [params.get('username') ?? '', params.get('password') ?? ''];
  if (password === '') return undefined;
  const user = await services.users.authenticate(name, password);
  return user === undefined ? undefined : services.sessions.open(user.name);
}

/** Who comes with the cookie of a session and no name goes on with that session, as the Python SDK does. */
function sessionOfCookie(params: Params, incoming: Incoming, services: Services): Session | undefined {
  const key = (params.get('username') ?? '') === '' ? cookieKey(incoming) : undefined;
  return key === undefined ? undefined : services.sessions.find(key);
}

function currentContext(request: RestRequest, services: Services): Reply {
  const { user, roles } = request.caller;
  const content: Content = {
    ...userContent(user, services),
    roles: user.roles.length > 0 ? user.roles : roles,
    capabilities: [...request.caller.capabilities].sort(),
    username: user.name,
    realname: user.realname,
    email: user.email,
  };
  return entryReply(request, 'current-context', {
    name: 'context',
    path: `${request.prefix}/authentication/current-context/context`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content,
  });
}

/** What users and the current context have in common. */
export function userContent(user: User, services: Services): Content {
  return {
    defaultApp: user.defaultApp,
    defaultAppIsUserOverride: true,
    defaultAppSourceRole: 'system',
    email: user.email,
    lang: '',
    'locked-out': false,
    password: '********',
    realname: user.realname,
    restart_background_jobs: true,
    roles: user.roles,
    capabilities: [...callerFor(user, undefined, services).capabilities].sort(),
    search_assistant: 'compact',
    search_auto_format: false,
    search_line_numbers: false,
    search_syntax_highlighting: 'light',
    search_use_advanced_editor: true,
    theme: '',
    type: user.name === SYSTEM_USER ? 'system' : 'Splunk',
    tz: user.tz,
  };
}

function capabilities(request: RestRequest, services: Services): Reply {
  const all = new Set([...rolesOf(services.conf).values()].flatMap((role) => role.capabilities));
  return entryReply(request, 'capabilities', {
    name: 'capabilities',
    path: `${request.prefix}/authorization/capabilities/capabilities`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content: { capabilities: [...all].sort() },
  });
}

function sessionTokens(request: RestRequest): Reply {
  const { session, user } = request.caller;
  const entries: readonly Entry[] =
    session === undefined
      ? []
      : [
          {
            name: session.key,
            path: `${request.prefix}/authentication/httpauth-tokens/${session.key}`,
            acl: systemAcl(),
            links: ['alternate', 'list', 'remove'],
            content: {
              authString: session.key,
              searchId: '',
              timeAccessed: new Date(session.lastUsed).toISOString(),
              userName: user.name,
            },
          },
        ];
  return listReply(request, 'httpauth-tokens', entries);
}

/** Ends one's own session: the key is only known to who has it. */
function closeSession(request: RestRequest, services: Services): Reply {
  services.sessions.close(named(request, 'key'));
  return messagesReply(request, 200, []);
}
