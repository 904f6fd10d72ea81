import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { webServersMacro } from '../../../src/compiler/own_app/macro_names';
import { webServerCondition } from '../../../src/compiler/own_app/web_servers';
import { answerSearch, timeOf } from './answer_search';
import { fleet, NOW, type FleetRow } from './fleet';
import { mayBuild, mayWrite, people, sessionCookie, userOf, type StubUser } from './users';

/** A stub of Splunk Web: the requests that the pages make, answered as reference material says Splunk answers them. */

export interface StubOptions {
  /** The first is signed in when nobody else is. */
  readonly users?: readonly [StubUser, ...StubUser[]];
  readonly alerts?: readonly StubAlert[];
  readonly rows?: readonly FleetRow[];
  readonly hasBaseline?: boolean;
  /** Path before the locale, as root_endpoint sets it. */
  readonly prefix?: string;
  readonly locale?: string;
  readonly canWrite?: boolean;
  readonly sessionOver?: boolean;
  readonly sample?: boolean;
  readonly theme?: string;
  /** Makes searches fail with these words: those that hold `failing`, else every sightings search. */
  readonly failure?: string;
  readonly failing?: string;
  /** Milliseconds until a job is done. */
  readonly jobTime?: number;
  /** The same for a job that builds the baseline. */
  readonly buildTime?: number;
  /** Jobs that run have no rows to show until `showPreviews`. */
  readonly holdPreviews?: boolean;
  readonly parentless?: number;
  readonly dashboardStyles?: string;
  /** The port of a proxy that the browser does not see in `$C`. */
  readonly portInConfig?: number;
}

/** A fired alert, with the fields that splunkd's own list has. */
export interface StubAlert {
  readonly id: string;
  readonly savedSearch: string;
  readonly sid: string;
  readonly time: number;
}

export interface Stub {
  readonly origin: string;
  readonly pageUrl: (page: string, query?: string) => string;
  readonly macros: Map<string, string>;
  readonly collections: ReadonlyMap<string, Map<string, Record<string, unknown>>>;
  readonly requests: string[];
  /** The cookie that makes a browser somebody else. */
  readonly sessionOf: (user: StubUser) => ReturnType<typeof sessionCookie>;
  /** Jobs that run show a part of their rows from now on. */
  readonly showPreviews: () => void;
  /** From now on nobody is signed in. */
  readonly endSession: () => void;
  /** Somebody has signed in again, in another tab. */
  readonly startSession: () => void;
  readonly close: () => Promise<void>;
}

const PAGES = join(__dirname, '..', '..', '..', 'dist', 'pages');
export const detectionNames = [
  'Windows Suspicious Child Process Spawned From WebServer',
  'Suspicious Process By Web Server Process',
];
const filterNames = [
  'windows_suspicious_child_process_spawned_from_webserver_filter',
  'suspicious_process_by_web_server_process_filter',
];

interface Job {
  readonly owner: string;
  found?: readonly unknown[];
  readonly search: string;
  readonly from: number;
  readonly to: number;
  readonly started: number;
  state: 'RUNNING' | 'DONE' | 'FAILED' | 'FINALIZING';
}

/** The key that pages, searches and collections share. */
const keyOf = (...names: readonly string[]): string =>
  createHash('md5')
    .update(names.map((name) => name.toLowerCase()).join('|'))
    .digest('hex');

function baselineOf(rows: readonly FleetRow[]): Map<string, Record<string, unknown>> {
  return new Map(
    rows.map((row) => {
      const key = keyOf(row.dest, row.parent, row.child);
      const names = {
        dest: row.dest.toLowerCase(),
        parent_process_name: row.parent.toLowerCase(),
        process_name: row.child.toLowerCase(),
      };
      return [
        key,
        {
          _key: key,
          _user: 'nobody',
          ...names,
          first_seen: row.everFirst ?? row.first,
          last_seen: row.last,
          count: row.starts,
        },
      ];
    }),
  );
}

const timeOfJob = ({ search }: Job, { jobTime = 0, buildTime = jobTime }: StubOptions): number =>
  search.includes('outputlookup') ? buildTime : jobTime;

/** Starts the stub on a free port of the loopback. */
export async function startStub(options: StubOptions = {}): Promise<Stub> {
  const rows = options.rows ?? fleet;
  const prefix = options.prefix ?? '';
  const locale = options.locale ?? 'en-US';
  const base = `${prefix}/${locale}`;
  const macros = new Map(
    filterNames.map((name) => [
      name,
      name.startsWith('windows') ? 'search NOT (dest="WEB-04" process_name="cmd.exe")' : 'search *',
    ]),
  );
  macros.set(webServersMacro, webServerCondition());
  const collections = new Map<string, Map<string, Record<string, unknown>>>([
    ['webshell_watch_sightings', options.hasBaseline === false ? new Map() : baselineOf(rows)],
    ['webshell_watch_reviews', new Map()],
    ['webshell_watch_filter_history', new Map()],
    ['webshell_watch_views', new Map()],
  ]);
  const jobs = new Map<string, Job>();
  const alerts = new Map((options.alerts ?? []).map((alert) => [alert.id, alert]));
  const users = options.users ?? [
    options.hasBaseline === false ? people.administrator : options.canWrite === false ? people.reader : people.analyst,
  ];
  let isOver = options.sessionOver === true;
  const requests: string[] = [];
  let port = 0;

  const json = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  };
  const problem = (response: ServerResponse, status: number, text: string, type = 'ERROR'): void =>
    json(response, status, { messages: [{ type, text }] });

  const rest = async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    const method = request.method ?? 'GET';
    const body = await bodyOf(request);
    const user = userOf(request, users);
    const [canWrite, canBuild] = [mayWrite(user), mayBuild(user)];
    if (isOver) {
      response.writeHead(303, { Location: `${base}/account/login`, 'Content-Type': 'application/json' });
      response.end('{"messages":[{"type":"ERROR","text":"See Other"}]}');
      return;
    }
    if (method !== 'GET' && request.headers['x-splunk-form-key'] !== '1234567890') {
      problem(response, 401, 'CSRF validation failed', 'WARN');
      return;
    }
    const form = new URLSearchParams(body);
    const endpoint = path.replace(/^\/services(NS\/[^/]+\/[^/]+)?\//, '').replace(/^search\/v2\//, 'search/');
    const writes = method !== 'GET' && !endpoint.startsWith('search/');
    if (writes && !canWrite) {
      problem(
        response,
        403,
        'You do not have permission to perform this operation (requires capability: edit_search_macros).',
      );
      return;
    }
    const job = /^search\/jobs\/([^/]+)(?:\/(\w+))?$/.exec(endpoint);
    if (endpoint === 'search/jobs' && method === 'POST') {
      const sid = `stub.${randomUUID().slice(0, 8)}`;
      const search = form.get('search') ?? '';
      if (search.includes('outputlookup') && canBuild) collections.set('webshell_watch_sightings', baselineOf(rows));
      jobs.set(sid, {
        owner: user.name,
        search,
        from: timeOf(form.get('earliest_time') ?? undefined, 0),
        to: timeOf(form.get('latest_time') ?? undefined, Infinity),
        started: Date.now(),
        state:
          options.failure !== undefined && search.includes(options.failing ?? 'streamstats') ? 'FAILED' : 'RUNNING',
      });
      json(response, 201, { sid });
    } else if (job !== null) answerJob(response, user, method, job[1] ?? '', job[2], form, query);
    else if (endpoint === 'search/parser') {
      const q = form.get('q') ?? '';
      if ((q.match(/"/g) ?? []).length % 2 === 1) problem(response, 400, 'Unbalanced quotes.', 'FATAL');
      else if (/boguscmd/.test(q)) problem(response, 400, "Unknown search command 'boguscmd'.", 'FATAL');
      else json(response, 200, { commands: [] });
    } else if (endpoint === 'search/timeparser') {
      const time = query.get('time') ?? 'now';
      json(response, 200, { [time]: new Date(timeOf(time, NOW) * 1000).toISOString() });
    } else if (endpoint === 'configs/conf-macros')
      json(response, 200, {
        entry: [
          {
            name: 'drop_dm_object_name(1)',
            content: { args: 'dm_object_name', definition: 'rename "$dm_object_name$.*" as *', iseval: '0' },
          },
        ],
      });
    else if (endpoint === 'saved/searches') json(response, 200, { entry: detectionNames.map(savedSearch) });
    else if (endpoint.startsWith('configs/conf-macros/')) {
      const name = decodeURIComponent(endpoint.slice('configs/conf-macros/'.length));
      const definition = macros.get(name);
      if (definition === undefined) problem(response, 404, `Could not find object id=${name}`);
      else {
        if (method === 'POST') macros.set(name, form.get('definition') ?? '');
        const content = { definition: macros.get(name), description: 'A filter', iseval: '0' };
        json(response, 200, { entry: [{ name, acl: { can_write: canWrite }, content }] });
      }
    } else if (endpoint.startsWith('storage/collections/data/'))
      answerCollection(response, method, endpoint, body, query);
    else if (endpoint === 'authentication/current-context')
      json(response, 200, {
        entry: [
          {
            content: {
              username: user.name,
              realname: user.realName,
              roles: user.roles,
              capabilities: user.capabilities,
              tz: user.tz,
            },
          },
        ],
      });
    else if (endpoint === 'data/ui/times')
      json(response, 200, {
        entry: [
          {
            name: 'last30',
            content: { label: 'Last 30 days', earliest_time: '-30d@d', latest_time: 'now', order: 1, disabled: false },
          },
        ],
      });
    else if (endpoint === 'storage/collections/config')
      json(response, 200, {
        entry: [...collections.keys()].map((name) => ({
          name,
          acl: { can_write: name === 'webshell_watch_sightings' ? canBuild : canWrite },
          content: {},
        })),
      });
    else if (endpoint.startsWith('alerts/fired_alerts/') && method === 'DELETE') {
      const id = decodeURIComponent(endpoint.slice('alerts/fired_alerts/'.length));
      // splunkd speaks Atom to whoever does not ask for JSON.
      if (query.get('output_mode') !== 'json') response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<feed/>');
      else if (alerts.delete(id)) json(response, 200, { messages: [] });
      else problem(response, 404, `Could not find object id=${id}`);
    } else if (endpoint === 'alerts/fired_alerts/-')
      json(response, 200, { entry: [...alerts.values()].map(alertEntry) });
    else problem(response, 404, 'Not Found');
  };

  let arePreviewsHeld = options.holdPreviews ?? false;

  const answerJob = (
    response: ServerResponse,
    user: StubUser,
    method: string,
    sid: string,
    part: string | undefined,
    form: URLSearchParams,
    query: URLSearchParams,
  ): void => {
    const job = jobs.get(sid);
    if (job?.owner !== user.name) return problem(response, 404, 'Unknown sid.', 'FATAL');
    const isDone = job.state === 'FINALIZING' || Date.now() - job.started >= timeOfJob(job, options);
    if (part === 'control' && method === 'POST') {
      if (form.get('action') === 'cancel') jobs.delete(sid);
      else if (form.get('action') === 'finalize') job.state = 'FINALIZING';
      return json(response, 200, { messages: [] });
    }
    if (part === 'results' && !isDone) return json(response, 204, undefined);
    const context = { rows, macros, parentless: options.parentless ?? 0 };
    const all = (job.found ??= answerSearch(job.search, job.from, job.to, context));
    if (part === 'results' || part === 'results_preview') {
      const partial = part === 'results_preview' ? all.slice(0, arePreviewsHeld ? 0 : Math.ceil(all.length / 3)) : all;
      const offset = Number(query.get('offset') ?? 0);
      return json(response, 200, {
        preview: !isDone,
        results: partial.slice(offset, offset + Math.min(50_000, Number(query.get('count') ?? 100))),
      });
    }
    const failed = job.state === 'FAILED';
    json(response, 200, {
      entry: [
        {
          name: job.search,
          content: {
            sid,
            resultCount: isDone ? all.length : 0,
            dispatchState: failed ? 'FAILED' : isDone ? 'DONE' : 'RUNNING',
            isDone: isDone && !failed,
            isFailed: failed,
            isFinalized: job.state === 'FINALIZING',
            doneProgress: isDone ? 1 : (Date.now() - job.started) / timeOfJob(job, options),
            messages: failed ? [{ type: 'FATAL', text: options.failure }] : [],
          },
        },
      ],
    });
  };

  const answerCollection = (
    response: ServerResponse,
    method: string,
    endpoint: string,
    body: string,
    query: URLSearchParams,
  ): void => {
    const [name = '', key] = endpoint.slice('storage/collections/data/'.length).split('/').map(decodeURIComponent);
    const records = collections.get(name);
    if (records === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/xml' });
      response.end(
        `<response><messages><msg type="ERROR">An object with name=${name} does not exist</msg></messages></response>`,
      );
      return;
    }
    if (method === 'DELETE') {
      records.delete(key ?? '');
      return json(response, 200, {});
    }
    if (method === 'POST') {
      const given = JSON.parse(body) as Record<string, unknown> | Record<string, unknown>[];
      const saved = (Array.isArray(given) ? given : [given]).map((record) => {
        const id = typeof record._key === 'string' ? record._key : randomUUID();
        records.set(id, { ...record, _key: id, _user: 'nobody' });
        return id;
      });
      return json(response, key === 'batch_save' ? 200 : 201, key === 'batch_save' ? saved : { _key: saved[0] });
    }
    const wanted = JSON.parse(query.get('query') ?? '{}') as Record<string, unknown>;
    const found = [...records.values()].filter((record) =>
      Object.entries(wanted).every(([field, value]) => record[field] === value),
    );
    const skip = Number(query.get('skip') ?? 0);
    json(response, 200, found.slice(skip, skip + Number(query.get('limit') ?? 50_000)));
  };

  const html = (
    page: string,
  ): string => `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${page}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body{margin:0}${options.dashboardStyles ?? ''}</style></head><body>
<div class="dashboard-body"><div class="dashboard-row"><div id="webshell-watch-root"></div></div></div>
<script src="${base}/config?autoload=1"></script>
<script src="${base}/static/app/webshell_watch/pages/${page}.js"></script></body></html>`;

  const config = (user: StubUser): string =>
    `window.$C = ${JSON.stringify({
      BUILD_NUMBER: 'stub',
      BUILD_PUSH_NUMBER: 0,
      APP_BUILD: 1,
      LOCALE: locale,
      MRSPARKLE_PORT_NUMBER: options.portInConfig ?? port,
      MRSPARKLE_ROOT_PATH: prefix,
      SPLUNKD_PATH: `${base}/splunkd/__raw`,
      USERNAME: user.name,
      VERSION_LABEL: '10.0.0',
      SERVER_ZONEINFO: '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$',
      SPLUNK_UI_THEME: options.theme ?? 'light',
      WEBSHELL_WATCH_PREVIEW: { sample: options.sample !== false, dataEarliest: null, dataLatest: null },
    })};`;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stub');
    requests.push(`${request.method ?? ''} ${url.pathname}`);
    const path = url.pathname;
    const send = (type: string, text: string | Buffer, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { 'Content-Type': type, ...headers });
      response.end(text);
    };
    if (!path.startsWith(`${base}/`)) return problem(response, 404, 'outside the prefix');
    const inner = path.slice(base.length);
    if (inner.startsWith('/app/webshell_watch/'))
      return send('text/html; charset=utf-8', html(inner.split('/').at(-1) ?? ''), {
        'Set-Cookie': `splunkweb_csrf_token_${options.portInConfig ?? port}=1234567890; Path=/`,
      });
    if (inner === '/config') return send('application/javascript', config(userOf(request, users)));
    const asset = /^\/static(?:\/@[^/]+)?\/app\/webshell_watch\/pages\/([\w.-]+)$/.exec(inner)?.[1];
    if (asset !== undefined && existsSync(join(PAGES, asset)))
      return send('application/javascript; charset=utf-8', readFileSync(join(PAGES, asset)));
    if (inner.endsWith('/get_theme.js'))
      return send(
        'application/javascript',
        `window.__get_theme__={getTheme:()=>Promise.resolve(${JSON.stringify(options.theme ?? 'light')})};`,
      );
    if (inner.startsWith('/splunkd/__raw/'))
      return rest(request, response, inner.slice('/splunkd/__raw'.length), url.searchParams);
    problem(response, 404, 'Not Found');
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => problem(response, 500, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${port}`,
    pageUrl: (page, query = '') => `http://127.0.0.1:${port}${base}/app/webshell_watch/${page}${query}`,
    macros,
    collections,
    requests,
    sessionOf: (user) => sessionCookie(user, `http://127.0.0.1:${port}`),
    showPreviews: () => {
      arePreviewsHeld = false;
    },
    endSession: () => (isOver = true),
    startSession: () => (isOver = false),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const alertEntry = ({ id, savedSearch: name, sid, time }: StubAlert): unknown => ({
  name: id,
  content: { savedsearch_name: name, sid, trigger_time: time, severity: 4 },
});

const savedSearch = (name: string, i: number): unknown => ({
  name: `Webshell Watch - ${name} - Rule`,
  content: {
    search: [
      '| tstats count min(_time) as firstTime max(_time) as lastTime from datamodel=Endpoint.Processes',
      `where ${i === 0 ? 'first' : 'second'}_detection by Processes.dest Processes.parent_process_name`,
      'Processes.process_name Processes.process Processes.user',
      `| \`drop_dm_object_name("Processes")\`\n| \`${filterNames[i] ?? ''}\``,
    ].join('\n'),
    disabled: i === 1,
    is_scheduled: i === 0,
    'action.correlationsearch.annotations': JSON.stringify({
      mitre_attack: ['T1505.003', 'T1190'],
      type: [i === 0 ? 'TTP' : 'Hunting'],
    }),
  },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString('utf8');
}
