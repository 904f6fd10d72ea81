import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { ownValue } from '../../core/own_value';
import { callerFor, userOf } from '../auth/callers';
import type { Session } from '../auth/sessions';
import { routes } from '../endpoints/routes';
import type { Answerer } from '../http/listen';
import type { Incoming } from '../http/incoming';
import { notAllowed, RestError } from '../http/rest_error';
import { jsonReply, redirect, reply, type Reply } from '../http/reply';
import { errorReply } from '../rest/answers';
import { dispatch, splitRestPath } from '../rest/dispatch';
import { withErrors } from '../rest/with_errors';
import type { Services } from '../services';
import { account, sessionCookie } from './account';
import { configScript } from './config_script';
import { exposedMethods, exposedPatterns } from './expose';
import { dashboardPage, textPage, type PageFrame, type Theme } from './pages';
import { staticFile } from './static_files';
import { DASHBOARD_CSS, PREVIEW_CSS } from './style_sheets';
import { defaultView } from './views';

/** The web port: what Splunk Web answers on 8000. */
export function webAnswerer(services: Services): Answerer {
  return { answer: (incoming) => answer(incoming, services), refuse };
}

function refuse(error: RestError, message: Pick<IncomingMessage, 'url'>): Reply {
  if ((message.url ?? '').includes('/splunkd/__raw/')) return errorReply(error, true);
  return reply(error.status, 'text/plain; charset=UTF-8', `${error.status} ${error.message}\n`, error.headers);
}

const LOCALE = /^[a-z]{2}-[A-Z]{2}$/;

async function answer(incoming: Incoming, services: Services): Promise<Reply> {
  const [locale, area, ...rest] = incoming.path;
  if (locale === 'favicon.ico') return appIcon(services);
  if (locale === undefined) return redirect(home(services));
  if (!LOCALE.test(locale)) return redirect(`/en-US/${incoming.path.map(encodeURIComponent).join('/')}`);
  if (area === 'splunkd' && rest[0] === '__raw')
    return withErrors(incoming, () => raw(incoming, rest.slice(1), services), true);
  if (area === 'account') return account(incoming, rest[0] ?? '', frameOf(incoming, services));
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') throw notAllowed(['GET']);
  if (area === 'static') return statics(incoming, rest, services);
  if (area === 'i18ncatalog') return script('');
  return withSession(incoming, area, rest, services);
}

const home = (services: Services): string => `/en-US/app/${services.appId}/${defaultView(services)}`;

const script = (text: string): Reply => reply(200, 'text/javascript; charset=UTF-8', text);

/** Pages that only somebody who is logged in gets. */
async function withSession(
  incoming: Incoming,
  area: string | undefined,
  rest: readonly string[],
  services: Services,
): Promise<Reply> {
  const session = sessionOf(incoming, services);
  const frame = frameOf(incoming, services);
  if (session === undefined) {
    if (area === 'config') return script('window.$C = window.$C || {};');
    const query = incoming.query
      .entries()
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const here = incoming.rawPath + (query.length === 0 ? '' : `?${query.join('&')}`);
    return redirect(`/en-US/account/login?return_to=${encodeURIComponent(here)}`);
  }
  if (area === 'config') return script(await configScript(session.user, frame.theme, services));
  if (area === undefined || (area === 'app' && rest.length < 2)) return redirect(home(services));
  if (area === 'app' && rest[0] === services.appId)
    return withTheme(incoming, dashboardPage({ ...frame, page: rest[1] ?? '' }));
  return textPage(
    frame,
    404,
    'Page not found',
    'The preview has the pages of its app alone; they are in the bar above.',
  );
}

function sessionOf(incoming: Incoming, services: Services): Session | undefined {
  const key = incoming.cookies.get(sessionCookie(services));
  return key === undefined ? undefined : services.sessions.find(key);
}

function frameOf(incoming: Incoming, services: Services): PageFrame {
  return { services, theme: themeOf(incoming), user: sessionOf(incoming, services)?.user, page: '' };
}

function themeOf(incoming: Incoming): Theme {
  const asked = incoming.query.get('theme') ?? incoming.cookies.get('preview_theme');
  return asked === 'dark' || asked === 'enterpriseDark' ? 'dark' : 'light';
}

/** A chosen theme stays. */
function withTheme(incoming: Incoming, page: Reply): Reply {
  if (!incoming.query.has('theme')) return page;
  const cookie = `preview_theme=${themeOf(incoming)}; Path=/; Max-Age=31536000; SameSite=Lax`;
  return { ...page, headers: { ...page.headers, 'Set-Cookie': [cookie] } };
}

/** `/splunkd/__raw/…`: exposed paths alone, with the session's cookie, and the form key where something may change. */
async function raw(incoming: Incoming, parts: readonly string[], services: Services): Promise<Reply> {
  const session = sessionOf(incoming, services);
  const user = session === undefined ? undefined : userOf(session, services);
  if (session === undefined || user === undefined)
    return {
      ...jsonReply(303, { messages: [{ type: 'ERROR', text: 'See Other' }] }),
      headers: { ...jsonReply(303, {}).headers, Location: '/en-US/account/login' },
    };
  const path = splitRestPath(parts)?.path;
  const methods = path === undefined ? [] : exposedMethods(exposedPatterns(services.conf), path);
  if (methods.length === 0) throw new RestError(404, 'Not Found');
  const method = incoming.method === 'HEAD' ? 'GET' : incoming.method;
  if (!methods.includes(method)) throw notAllowed([...new Set(methods)]);
  if (method !== 'GET' && incoming.headers['x-splunk-form-key'] !== session.formKey)
    throw new RestError(401, 'CSRF validation failed', 'WARN');
  return dispatch(routes, incoming, parts, callerFor(user, session, services), services);
}

/** `/static/[@buster/]…`: the app's files and the few that Splunk Web itself would bring. */
async function statics(incoming: Incoming, rest: readonly string[], services: Services): Promise<Reply> {
  const busted = rest[0]?.startsWith('@') === true;
  const parts = busted ? rest.slice(1) : rest;
  const own = ownValue(ownFiles, parts.join('/'));
  const headers = { 'Cache-Control': busted ? 'public, max-age=31536000, immutable' : 'no-cache' };
  if (own !== undefined) return reply(200, own.type, own.text, headers);
  const [app, name, ...file] = parts;
  if (app !== 'app' || name !== services.appId || file.length === 0) throw new RestError(404, 'Not Found');
  const options = {
    immutable: busted,
    acceptsGzip: /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? '')),
  };
  if (file.length === 1 && /^appIcon.*\.png$/.test(file[0] ?? ''))
    return staticFile(join(services.appFolder, 'static'), file, options);
  return staticFile(join(services.appFolder, 'appserver', 'static'), file, options);
}

const JS = 'text/javascript; charset=UTF-8';
const CSS = 'text/css; charset=UTF-8';

const ownFiles: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  'js/i18n.js': { type: JS, text: '' },
  'preview.css': { type: CSS, text: PREVIEW_CSS },
  'dashboard.css': { type: CSS, text: DASHBOARD_CSS },
  'build/api/get_theme.js': {
    type: JS,
    text: 'window.__get_theme__ = window.__get_theme__ || { getTheme: function () { return Promise.resolve(window.__splunk_ui_theme__ || "light"); } };',
  },
  'build/api/layout.js': { type: JS, text: '' },
  'build/api/layout-dark.js': { type: JS, text: '' },
};

function appIcon(services: Services): Promise<Reply> {
  return staticFile(join(services.appFolder, 'static'), ['appIcon.png'], { immutable: false, acceptsGzip: false });
}
