import { randomInt } from 'node:crypto';
import type { Session } from '../auth/sessions';
import { bodyText, type Incoming } from '../http/incoming';
import { parseParams } from '../http/params';
import { notAllowed } from '../http/rest_error';
import { redirect, type Reply } from '../http/reply';
import type { Services } from '../services';
import { loginPage, textPage, type PageFrame } from './pages';
import { defaultView } from './views';

/** `/account/…` of Splunk Web: login form, logout, and the one-time link that the preview prints. */
export async function account(incoming: Incoming, action: string, frame: PageFrame): Promise<Reply> {
  if (action === 'login')
    return incoming.method === 'POST' ? logIn(incoming, frame) : loginForm(incoming, frame, false);
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') throw notAllowed(['GET']);
  if (action === 'logout') return logOut(incoming, frame);
  if (action === 'token') return redeem(incoming, frame);
  return textPage(frame, 404, 'Page not found', 'There is no such account page.');
}

function loginForm(incoming: Incoming, frame: PageFrame, failed: boolean): Reply {
  const returnTo = incoming.query.get('return_to') ?? '';
  return loginPage(frame, { cval: String(randomInt(2 ** 31)), returnTo, failed });
}

async function logIn(incoming: Incoming, frame: PageFrame): Promise<Reply> {
  const form = parseParams(bodyText(incoming.body));
  const { services } = frame;
  const cval = form.get('cval') ?? '';
  // Another site can post this form, but can't know what our cookie holds: nobody is logged in behind his back.
  if (cval === '' || incoming.cookies.get('cval') !== cval) return loginForm(incoming, frame, true);
  const user = await services.users.authenticate(form.get('username') ?? '', form.get('password') ?? '');
  if (user === undefined)
    return loginPage(frame, { cval: String(randomInt(2 ** 31)), returnTo: form.get('return_to') ?? '', failed: true });
  return enter(services.sessions.open(user.name), localPath(form.get('return_to'), services), services);
}

function redeem(incoming: Incoming, frame: PageFrame): Reply {
  const { services } = frame;
  const home = localPath(incoming.query.get('return_to'), services);
  if (frame.user !== undefined) return redirect(home);
  const user = services.sessions.redeem(incoming.query.get('token') ?? '');
  if (user === undefined) return redirect(`/en-US/account/login?return_to=${encodeURIComponent(home)}`);
  return enter(services.sessions.open(user), home, services);
}

function logOut(incoming: Incoming, { services }: PageFrame): Reply {
  const key = incoming.cookies.get(sessionCookie(services));
  if (key !== undefined) services.sessions.close(key);
  const gone = 'Path=/; Max-Age=0';
  return redirect('/en-US/account/login', {
    'Set-Cookie': [`${sessionCookie(services)}=; ${gone}`, `${formKeyCookie(services)}=; ${gone}`],
  });
}

/** Cookies are shared by all ports of a host: their names say whose they are. */
export function sessionCookie(services: Services): string {
  return `splunkd_${services.webPort()}`;
}

export function formKeyCookie(services: Services): string {
  return `splunkweb_csrf_token_${services.webPort()}`;
}

/** The form key is for the page's scripts to read; the session key is not. */
export function sessionCookies(session: Session, services: Services): readonly string[] {
  return [
    `${sessionCookie(services)}=${session.key}; Path=/; HttpOnly; SameSite=Lax`,
    `${formKeyCookie(services)}=${session.formKey}; Path=/; SameSite=Lax`,
  ];
}

function enter(session: Session, to: string, services: Services): Reply {
  return redirect(to, { 'Set-Cookie': sessionCookies(session, services) });
}

/** Where to go after a login: a path of this server, never another site, in characters that a header may hold. */
function localPath(asked: string | undefined, services: Services): string {
  const isLocal = asked !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(asked);
  return isLocal
    ? asked.replace(/[^!-~]/gu, encodeURIComponent)
    : `/en-US/app/${services.appId}/${defaultView(services)}`;
}
