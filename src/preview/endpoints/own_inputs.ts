import { randomUUID } from 'node:crypto';
import { confBoolean } from '../../conf/merge';
import { printAccess } from '../conf_layers/access';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import type { Content, Entry, Message } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Handler, Route } from '../rest/router';
import type { Services } from '../services';
import {
  changeObject,
  changesOf,
  existing,
  newName,
  objectEntry,
  plainContent,
  removeObject,
  visible,
} from './conf_entries';
import { collectorRoutes } from './collector_settings';
import { createStanza, INPUTS, requireAdmin } from './input_stanzas';

/** `data/inputs/monitor`, `tcp/raw`, …: the inputs that are part of splunkd itself. Their settings are kept and shown; of them the preview runs the event collector alone, and every answer that makes another one says so. */
interface Kind {
  /** What stands before `://` in inputs.conf. */
  readonly scheme: string;
  readonly isPort: boolean;
  readonly isRun: boolean;
  /** inputs.conf.spec: what is shown where nothing is set. */
  readonly defaults: Content;
}

const common: Content = { host: '$decideOnStartup', index: 'default', disabled: false };

const plain = (scheme: string): Omit<Kind, 'defaults'> => ({ scheme, isPort: false, isRun: false });
const port = (scheme: string): Omit<Kind, 'defaults'> => ({ scheme, isPort: true, isRun: false });

export const ownKinds: Readonly<Record<string, Kind>> = {
  http: { ...plain('http'), isRun: true, defaults: { ...common, indexes: [], useACK: '0' } },
  monitor: { ...plain('monitor'), defaults: { ...common, recursive: true, followTail: false } },
  script: { ...plain('script'), defaults: { ...common, interval: '60.0' } },
  'tcp/cooked': { ...port('splunktcp'), defaults: { ...common, connection_host: 'ip' } },
  'tcp/raw': { ...port('tcp'), defaults: { ...common, connection_host: 'dns', queue: 'parsingQueue' } },
  udp: { ...port('udp'), defaults: { ...common, connection_host: 'ip', queue: 'parsingQueue' } },
};

function routesOf(pattern: string, path: string, kind: Kind): readonly Route[] {
  const door = new InputDoor(path, kind);
  return [
    { pattern, collection: true, methods: { GET: door.list, POST: door.create } },
    { pattern: `${pattern}/{name}`, methods: { GET: door.show, POST: door.change, DELETE: door.remove } },
    { pattern: `${pattern}/{name}/enable`, methods: { POST: door.toggle('0') } },
    { pattern: `${pattern}/{name}/disable`, methods: { POST: door.toggle('1') } },
  ];
}

class InputDoor {
  constructor(
    private readonly path: string,
    private readonly kind: Kind,
  ) {}

  readonly list = (request: RestRequest, services: Services): Reply => {
    const entries = visible(request, services, INPUTS)
      .filter(({ name }) => name.startsWith(this.prefix))
      .map((object) => this.entry(object, request));
    return listReply(request, this.path, entries, { links: ['create', '_reload'] });
  };

  readonly show = (request: RestRequest, services: Services): Reply =>
    entryReply(request, this.path, this.entry(this.object(request, services), request));

  readonly create = async (request: RestRequest, services: Services): Promise<Reply> => {
    requireAdmin(request);
    const name = this.nameOf(request);
    const token = this.path === 'http' && !request.form.has('token') ? { token: randomUUID() } : {};
    const changes = { ...token, ...changesOf(request.form) };
    const object = await createStanza(request, services, `${this.prefix}${name}`, changes);
    if (this.path === 'http') await services.conf.setAccess(object.app, INPUTS, object.name, SECRET);
    if (!this.kind.isRun) services.messages.post('inputs_not_run', 'warn', NOT_RUN);
    return entryReply(request, this.path, this.entry(object, request), 201, this.said);
  };

  readonly change = async (request: RestRequest, services: Services): Promise<Reply> => {
    requireAdmin(request);
    const object = await changeObject(this.object(request, services), request, services, changesOf(request.form));
    return entryReply(request, this.path, this.entry(object, request), 200, this.said);
  };

  readonly remove = async (request: RestRequest, services: Services): Promise<Reply> => {
    requireAdmin(request);
    await removeObject(this.object(request, services), request, services);
    return this.list({ ...request, path: request.path.slice(0, -1) }, services);
  };

  toggle(disabled: string): Handler {
    return async (request, services) => {
      requireAdmin(request);
      const object = await changeObject(this.object(request, services), request, services, { disabled });
      return entryReply(request, this.path, this.entry(object, request));
    };
  }

  private get prefix(): string {
    return `${this.kind.scheme}://`;
  }

  private get said(): readonly Message[] {
    return this.kind.isRun ? [] : [{ type: 'WARN', text: NOT_RUN }];
  }

  /** A port that one host alone may send to has that host before it. */
  private nameOf(request: RestRequest): string {
    const name = newName(request);
    if (!this.kind.isPort) return name;
    const port = Number(/^(?:.*:)?(\d{1,5})$/.exec(name)?.[1]);
    if (!(port >= 1 && port <= 65_535)) throw badRequest(`"${name}" is no port: use a number up to 65535.`);
    const host = request.form.get('restrictToHost') ?? '';
    return host === '' || name.includes(':') ? name : `${host}:${name}`;
  }

  private object(request: RestRequest, services: Services): ConfObject {
    return existing(request, services, INPUTS, `${this.prefix}${named(request, 'name')}`);
  }

  private entry(object: ConfObject, request: RestRequest): Entry {
    const name = object.name.slice(this.prefix.length);
    const content = { ...this.kind.defaults, ...plainContent(object) };
    const disabled = confBoolean(object.settings.get('disabled') ?? '0') === true;
    const entry = objectEntry(object, request, `data/inputs/${this.path}`, { ...content, disabled });
    const base = `/servicesNS/${encodeURIComponent(object.owner)}/${encodeURIComponent(object.app)}`;
    const shown = this.path === 'http' ? object.name : name;
    return { ...entry, name: shown, path: `${base}/data/inputs/${this.path}/${encodeURIComponent(name)}` };
  }
}

export const ownInputRoutes: readonly Route[] = [
  ...collectorRoutes,
  ...Object.entries(ownKinds).flatMap(([path, kind]) => routesOf(`data/inputs/${path}`, path, kind)),
];

const NOT_RUN =
  "The preview keeps the settings of splunkd's own inputs and does not run them: it reads logs by the app's modular inputs.";

/** Who knows a token of the event collector can send events: administrators alone read it. */
const SECRET = { access: printAccess(['admin', 'sc_admin'], ['admin', 'sc_admin']) };
