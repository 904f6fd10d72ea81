import { confBoolean } from '../../conf/merge';
import type { ConfLayers } from '../conf_layers/conf_layers';
import type { Incoming } from '../http/incoming';
import { RestError } from '../http/rest_error';
import type { Caller } from '../rest/request';
import { capabilitiesOf, rolesOf, withImported } from './roles';
import type { Session } from './sessions';
import { SYSTEM_USER, type User } from './users';
import type { Services } from '../services';

const notAuthenticated = (): RestError => new RestError(401, 'call not properly authenticated', 'WARN');

const unauthorized = (): RestError =>
  new RestError(401, 'Unauthorized', 'ERROR', { 'WWW-Authenticate': 'Basic realm="/splunk"' });

/** What a user may do, roles resolved. */
export function callerFor(user: User, session: Session | undefined, services: Services): Caller {
  const roles = rolesOf(services.conf);
  return { user, session, roles: withImported(roles, user.roles), capabilities: capabilitiesOf(roles, user.roles) };
}

/** The user of a session; inputs have sessions of the system user, who is in no file. */
export function userOf(session: Session, services: Services): User | undefined {
  if (session.user !== SYSTEM_USER) return services.users.find(session.user);
  return { name: SYSTEM_USER, realname: '', email: '', roles: ['admin'], defaultApp: services.appId, tz: '' };
}

/** Who sends a request to the management port; 401 with splunkd's own words when nobody known does (reference 2.5). */
export async function callerOf(incoming: Incoming, services: Services): Promise<Caller> {
  const header = incoming.headers.authorization;
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(header ?? '') ?? [];
  if (/^(splunk|bearer)$/i.test(scheme)) return callerOfKey(rest.trim(), services);
  if (/^basic$/i.test(scheme) && !isFromAnotherSite(incoming)) return callerOfBasic(rest.trim(), services);
  const cookie = cookieKey(incoming);
  if (cookie !== undefined) return callerOfKey(cookie, services);
  throw unauthorized();
}

/** Browsers send cookies to every port of a host: a request that a page made does not count as logged in here. */
export function cookieKey(incoming: Incoming): string | undefined {
  if (incoming.headers.origin !== undefined || incoming.headers['sec-fetch-site'] !== undefined) return undefined;
  const port = new URL(incoming.origin).port;
  return incoming.cookies.get(`splunkd_${port}`);
}

/** A browser adds the password that it was once given to what any page sends here. */
function isFromAnotherSite({ headers }: Incoming): boolean {
  return ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site'] ?? ''));
}

function callerOfKey(key: string, services: Services): Caller {
  const session = services.sessions.find(key);
  const user = session === undefined ? userOfToken(key, services) : userOf(session, services);
  if (user === undefined) throw notAuthenticated();
  return callerFor(user, session, services);
}

/** The stanza of authorize.conf that switches tokens off for everybody. */
export const TOKENS_STANZA = 'tokens_auth';

export function areTokensOff(conf: ConfLayers): boolean {
  const settings = conf.find('authorize', TOKENS_STANZA, { owner: 'nobody', app: 'system' })?.settings;
  return confBoolean(settings?.get('disabled') ?? '0') === true;
}

/** Splunk takes an authentication token wherever it takes a session key. */
function userOfToken(text: string, services: Services): User | undefined {
  const mayBeOne = text.includes('.') && !areTokensOff(services.conf);
  const name = mayBeOne ? services.tokens.userOf(text, services.now() / 1000) : undefined;
  return name === undefined ? undefined : services.users.find(name);
}

async function callerOfBasic(encoded: string, services: Services): Promise<Caller> {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  const user = at === -1 ? undefined : await services.basic.check(text.slice(0, at), text.slice(at + 1));
  if (user === undefined) throw unauthorized();
  return callerFor(user, undefined, services);
}
