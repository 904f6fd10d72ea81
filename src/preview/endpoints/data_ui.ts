import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sharingOf } from '../conf_layers/access';
import { encodeName } from '../conf_layers/places';
import { writeTarget } from './conf_entries';
import { accessChanges } from './object_acl';
import { writeAtomically } from '../durable/atomic_file';
import { badRequest, forbidden, notFound, RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { isViewXml, parseNav, parseView } from '../web/view_xml';
import { localUiFolder, uiFiles, type ViewFile } from '../web/views';

/** `data/ui/views`, `nav`, `panels` and `times`. */
export const uiRoutes: readonly Route[] = [
  ...filesOf('views'),
  ...filesOf('nav'),
  ...filesOf('panels'),
  { pattern: 'data/ui/times', methods: { GET: times } },
  { pattern: 'data/ui/times/{name}', methods: { GET: time } },
];

type UiKind = 'views' | 'nav' | 'panels';

function filesOf(kind: UiKind): readonly Route[] {
  const one = (request: RestRequest, services: Services): Reply =>
    entryReply(request, kind, entryOf(existing(kind, request, services), kind, request, services));
  return [
    {
      pattern: `data/ui/${kind}`,
      collection: true,
      methods: {
        GET: (request, services) =>
          listReply(
            request,
            kind,
            visibleFiles(kind, request, services).map((file) => entryOf(file, kind, request, services)),
          ),
        POST: (request, services) => create(kind, request, services),
      },
    },
    {
      pattern: `data/ui/${kind}/{name}`,
      methods: {
        GET: one,
        POST: (request, services) => change(kind, request, services),
        DELETE: (request, services) => remove(kind, request, services),
      },
    },
    {
      pattern: `data/ui/${kind}/{name}/acl`,
      methods: { GET: one, POST: (request, services) => changeAccess(kind, request, services) },
    },
  ];
}

function entryOf(file: ViewFile, kind: UiKind, request: RestRequest, services: Services): Entry {
  const canWrite = isAdmin(request.caller);
  const access = services.conf.access(file.app, kind, file.name);
  const view = kind === 'views' ? parseView(file.xml) : undefined;
  return {
    name: file.name,
    path: `/servicesNS/nobody/${encodeURIComponent(file.app)}/data/ui/${kind}/${encodeURIComponent(file.name)}`,
    acl: {
      app: file.app,
      owner: access.owner,
      sharing: sharingOf(access),
      read: access.read,
      write: access.write,
      canWrite,
      removable: canWrite && file.isLocal,
    },
    links: [
      'alternate',
      'list',
      '_reload',
      ...(canWrite ? ['edit'] : []),
      ...(canWrite && file.isLocal ? ['remove'] : []),
    ],
    content: {
      disabled: false,
      'eai:appName': file.app,
      'eai:data': file.xml,
      'eai:type': kind,
      'eai:userName': 'nobody',
      ...(view === undefined
        ? {}
        : { isDashboard: true, isVisible: true, label: view.label, rootNode: 'dashboard', version: '1.1' }),
    },
  };
}

function existing(kind: UiKind, request: RestRequest, services: Services): ViewFile {
  const name = named(request, 'name');
  const file = visibleFiles(kind, request, services).find((each) => each.name === name);
  if (file === undefined) throw notFound(name);
  return file;
}

/** What a namespace sees: the files of its app, then those that other apps export; with `-` those of every app, the one being shown first. */
function visibleFiles(kind: UiKind, { namespace }: RestRequest, services: Services): readonly ViewFile[] {
  const first = namespace.app === '-' ? services.appId : namespace.app;
  const apps = [first, ...services.conf.appNames().filter((app) => app !== first)];
  return apps
    .flatMap((app) => uiFiles(services, kind, app))
    .filter(
      ({ app, name }) => namespace.app === '-' || app === first || services.conf.access(app, kind, name).exported,
    );
}

/** The app that a new file goes to. */
function appOf({ namespace }: RestRequest, services: Services): string {
  return namespace.app === '-' ? services.appId : writeTarget({ ...namespace, owner: 'nobody' }, services).app;
}

async function create(kind: UiKind, request: RestRequest, services: Services): Promise<Reply> {
  const name = request.params.get('name') ?? '';
  if (!/^[\w-]{1,100}$/.test(name)) throw badRequest(`"${name}" can't be a view's name: use letters, digits, _ and -.`);
  const app = appOf(request, services);
  if (uiFiles(services, kind, app).some((file) => file.name === name))
    throw new RestError(409, `An object with name=${name} already exists`);
  return write(kind, { name, app }, request, services, 201);
}

function change(kind: UiKind, request: RestRequest, services: Services): Promise<Reply> {
  return write(kind, existing(kind, request, services), request, services, 200);
}

async function write(
  kind: UiKind,
  { name, app }: Pick<ViewFile, 'name' | 'app'>,
  request: RestRequest,
  services: Services,
  status: number,
): Promise<Reply> {
  requireAdmin(request);
  const xml = request.params.get('eai:data') ?? '';
  const readable = kind === 'nav' ? parseNav(xml).length > 0 : kind === 'panels' || isViewXml(xml);
  if (!readable) throw badRequest('The XML of "eai:data" can\'t be read.');
  await writeAtomically(join(localUiFolder(services, kind, app), `${encodeName(name)}.xml`), xml);
  const written = { ...request, namespace: { owner: 'nobody', app }, names: { name } };
  return entryReply(written, kind, entryOf(existing(kind, written, services), kind, request, services), status);
}

function remove(kind: UiKind, request: RestRequest, services: Services): Reply {
  requireAdmin(request);
  const file = existing(kind, request, services);
  if (!file.isLocal) throw forbidden(`"${file.name}" is shipped with the app and can't be removed.`);
  rmSync(join(localUiFolder(services, kind, file.app), `${encodeName(file.name)}.xml`));
  return listReply(request, kind, []);
}

function requireAdmin(request: RestRequest): void {
  if (!isAdmin(request.caller)) throw forbidden('You do not have permission to change views.');
}

/** Who may read and write a view; all views are shared with their app, or with every app. */
async function changeAccess(kind: UiKind, request: RestRequest, services: Services): Promise<Reply> {
  requireAdmin(request);
  const { name, app } = existing(kind, request, services);
  const before = services.conf.access(app, kind, name);
  const changes = accessChanges({ ...before, sharing: sharingOf(before) }, request);
  await services.conf.setAccess(app, kind, name, changes);
  return entryReply(request, kind, entryOf(existing(kind, request, services), kind, request, services));
}

/** Splunk's presets that make sense for stored events (times.conf), in its order. */
const presets = [
  ['last15m', 'Last 15 minutes', '-15m', 'now'],
  ['last60m', 'Last 60 minutes', '-60m@m', 'now'],
  ['last4h', 'Last 4 hours', '-4h@m', 'now'],
  ['last24h', 'Last 24 hours', '-24h@h', 'now'],
  ['last7', 'Last 7 days', '-7d@h', 'now'],
  ['last30', 'Last 30 days', '-30d@d', 'now'],
  ['today', 'Today', '@d', 'now'],
  ['yesterday', 'Yesterday', '-1d@d', '@d'],
  ['week_to_date', 'Week to date', '@w0', 'now'],
  ['month_to_date', 'Month to date', '@mon', 'now'],
  ['year_to_date', 'Year to date', '@y', 'now'],
  ['last_month', 'Previous month', '-1mon@mon', '@mon'],
  ['all', 'All time', '0', ''],
] as const;

function timeEntries(request: RestRequest): readonly Entry[] {
  return presets.map(([name, label, earliest, latest], index) => ({
    name,
    path: `${request.prefix}/data/ui/times/${name}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content: {
      label,
      header_label: label,
      earliest_time: earliest,
      latest_time: latest,
      order: (index + 1) * 10,
      disabled: false,
      is_sub_menu: '0',
    },
  }));
}

function times(request: RestRequest): Reply {
  return listReply(request, 'times', timeEntries(request), { defaultSort: '' });
}

function time(request: RestRequest): Reply {
  const entry = timeEntries(request).find(({ name }) => name === named(request, 'name'));
  if (entry === undefined) throw notFound(named(request, 'name'));
  return entryReply(request, 'times', entry);
}
