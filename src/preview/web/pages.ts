import type { Reply } from '../http/reply';
import type { Services } from '../services';
import { html, htmlPage, type Html } from './html';
import { findView, navigation } from './views';
import type { View } from './view_xml';

/** The pages of the preview's Splunk Web: dashboard, login, a text. */

export type Theme = 'light' | 'dark';

export interface PageFrame {
  readonly services: Services;
  readonly theme: Theme;
  readonly user: string | undefined;
  readonly page: string;
}

/** The cache buster that stands in static addresses: changes with the app's build. */
export function staticRoot(services: Services): string {
  const build = services.conf.value('app', 'install', 'build') ?? '1';
  return `/en-US/static/@${services.build}:${encodeURIComponent(build)}`;
}

function appLabel(services: Services): string {
  return services.conf.value('app', 'ui', 'label') ?? services.appId;
}

function frame({ services, theme }: PageFrame, title: string, head: Html, body: Html): Html {
  return html`<html lang="en" data-theme="${theme}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <link rel="icon" href="${staticRoot(services)}/app/${services.appId}/appIcon.png" />
      <link rel="stylesheet" href="${staticRoot(services)}/preview.css" />
      ${head}
    </head>
    <body>
      ${body}
    </body>
  </html>`;
}

function topBar({ services, theme, user, page }: PageFrame): Html {
  const items = navigation(services).map((item) => {
    if (item.kind === 'heading') return html`<span>${item.label}</span>`;
    const href =
      item.kind === 'view' ? `/en-US/app/${services.appId}/${encodeURIComponent(item.name)}` : safeLink(item.name);
    const current = item.kind === 'view' && item.name === page ? html` aria-current="page"` : html``;
    return html`<a href="${href}" ${current}>${item.label}</a>`;
  });
  const other = theme === 'dark' ? 'light' : 'dark';
  const sample = services.isSample ? html`<span class="preview-label">Sample data</span>` : html``;
  return html`<nav class="preview-bar" aria-label="App">
    <strong>${appLabel(services)}</strong>
    <span class="preview-label">Preview, not a Splunk</span>
    ${sample} ${items}
    <span class="preview-space"></span>
    <a href="?theme=${other}">${other === 'dark' ? 'Dark' : 'Light'} theme</a>
    <span>${user ?? ''}</span>
    <a href="/en-US/account/logout">Log out</a>
  </nav>`;
}

function safeLink(href: string): string {
  return /^(https?:\/\/|\/(?![/\\])|#|\?)/.test(href) ? href : '#';
}

/** A view as a classic dashboard draws it: title, html panels, then its scripts. */
export function dashboardPage(from: PageFrame): Reply {
  const view = findView(from.services, from.page);
  if (view === undefined)
    return textPage(from, 404, 'Page not found', `The app has no readable view named "${from.page}".`);
  const { services } = from;
  const root = staticRoot(services);
  const theme: Theme = from.theme;
  const head = html`<link rel="stylesheet" href="${root}/dashboard.css" />
    ${view.stylesheets.map((sheet) => html`<link rel="stylesheet" href="${root}/app/${services.appId}/${sheet}" />`)}
    <script src="/en-US/config?autoload=1&amp;theme=${theme}"></script>
    <script src="${root}/js/i18n.js"></script>
    <script src="/en-US/i18ncatalog?autoload=1"></script>`;
  const scripts = view.scripts.map((script) => html`<script src="${root}/app/${services.appId}/${script}"></script>`);
  const body = html`${topBar(from)}
    <main class="dashboard-body">${dashboardBody(view)}</main>
    ${scripts}`;
  return htmlPage(frame({ ...from, theme }, `${view.label} | ${appLabel(services)} preview`, head, body));
}

function dashboardBody(view: View): Html {
  const title = view.hideTitle ? html`` : html`<div class="dashboard-header"><h1>${view.label}</h1></div>`;
  const rows = view.rows.map(
    (row) =>
      html`<div class="dashboard-row">
        ${row.map(
          (panel) =>
            html`<div class="dashboard-cell">
              <div class="dashboard-panel"><div class="dashboard-element html">${{ html: panel }}</div></div>
            </div>`,
        )}
      </div>`,
  );
  const note =
    view.undrawn.length === 0
      ? html``
      : html`<p>The preview draws html panels alone; this view also has: ${view.undrawn.join(', ')}.</p>`;
  return html`${title}${note}${rows}`;
}

/** A page with one message. */
export function textPage(from: PageFrame, status: number, title: string, text: string): Reply {
  const body = html`${from.user === undefined ? html`` : topBar(from)}
    <main class="preview-text">
      <h1>${title}</h1>
      <p>${text}</p>
    </main>`;
  return htmlPage(frame(from, title, html``, body), status);
}

/** The login form; `cval` must come back as it was sent. */
export function loginPage(
  from: PageFrame,
  form: { readonly cval: string; readonly returnTo: string; readonly failed: boolean },
): Reply {
  const failed = form.failed ? html`<p class="preview-error" role="alert">Login failed</p>` : html``;
  const body = html`<main class="preview-login">
    <h1>${appLabel(from.services)}</h1>
    <p>Preview: the app running without a Splunk. The link that it printed at its start logs you in.</p>
    ${failed}
    <form method="post" action="/en-US/account/login">
      <input type="hidden" name="cval" value="${form.cval}" />
      <input type="hidden" name="return_to" value="${form.returnTo}" />
      <label for="username">Username</label>
      <input id="username" name="username" autocomplete="username" value="admin" required />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required autofocus />
      <button type="submit">Sign in</button>
    </form>
  </main>`;
  return htmlPage(frame(from, 'Log in', html``, body), form.failed ? 401 : 200, {
    'Set-Cookie': [`cval=${form.cval}; Path=/en-US/account; HttpOnly; SameSite=Strict`],
  });
}
