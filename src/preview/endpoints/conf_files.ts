import { confBoolean } from '../../conf/merge';
import { badRequest, notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { isConfFileName } from '../conf_layers/conf_folder';
import type { ConfObject } from '../conf_layers/conf_object';
import { entriesReply, entryReply, listReply } from '../rest/answers';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import {
  changeObject,
  changesOf,
  createObject,
  existing,
  existingAll,
  newName,
  objectEntry,
  plainContent,
  removeObject,
  visible,
} from './conf_entries';
import { changeAccess, moveTo } from './object_acl';
import { checkMacro } from './macro_check';

/** `configs/conf-*` and `data/macros`: stanzas of .conf files, one door per file. */

/** A macro's `iseval` is a flag, however it was written. */
function contentOf(object: ConfObject): ReturnType<typeof plainContent> {
  const content = plainContent(object);
  if (object.file !== 'macros') return content;
  return { ...content, iseval: confBoolean(object.settings.get('iseval') ?? '0') === true ? '1' : '0' };
}

/** The file that a path names; 404 for what can't be the name of one. */
function confFile(request: RestRequest): string {
  const file = named(request, 'file');
  if (!isConfFileName(file)) throw notFound(file);
  return file;
}

/** KV store collections are defined for everybody: splunkd refuses a user's namespace. */
function requireShared(request: RestRequest): void {
  const { owner } = request.namespace;
  if (request.prefix === '/services' || owner === 'nobody' || owner === '-') return;
  throw badRequest(
    `Must use user context of 'nobody' when interacting with collection configurations (used user='${owner}')`,
  );
}

/** transforms.conf.spec: what makes a stanza a lookup. */
function isLookup({ settings }: ConfObject): boolean {
  return ['filename', 'external_cmd', 'external_type', 'collection'].some((key) => settings.has(key));
}

/** A stanza of props.conf that is for a sourcetype, not for a host, a source or a rule. */
const isSourcetype = ({ name }: ConfObject): boolean => !/^(?:host|source|rule|delayedrule)::/.test(name);

/** The routes over one .conf file; `fileOf` says which, for the door that serves all of them. */
function doorOf(
  pattern: string,
  fileOf: (request: RestRequest) => string,
  fits: (object: ConfObject) => boolean = () => true,
): readonly Route[] {
  const door = new ConfDoor(pattern, fileOf, fits);
  return [
    { pattern, collection: true, methods: { GET: door.list, POST: door.create } },
    { pattern: `${pattern}/_new`, methods: { GET: door.template, POST: door.template } },
    { pattern: `${pattern}/{stanza}`, methods: { GET: door.show, POST: door.change, DELETE: door.remove } },
    { pattern: `${pattern}/{stanza}/acl`, methods: { GET: door.show, POST: door.changeAccess } },
    { pattern: `${pattern}/{stanza}/enable`, methods: { POST: door.toggle('0') } },
    { pattern: `${pattern}/{stanza}/disable`, methods: { POST: door.toggle('1') } },
    { pattern: `${pattern}/{stanza}/move`, methods: { POST: door.move } },
  ];
}

class ConfDoor {
  constructor(
    private readonly pattern: string,
    private readonly fileOf: (request: RestRequest) => string,
    private readonly fits: (object: ConfObject) => boolean,
  ) {}

  readonly list = (request: RestRequest, services: Services): Reply => {
    const file = this.fileOf(request);
    if (!services.conf.hasFile(file)) throw notFound(file);
    if (this.pattern.startsWith('storage/')) requireShared(request);
    const entries = visible(request, services, file)
      .filter(this.fits)
      .map((object) => this.entry(object, request));
    return listReply(request, this.title(request), entries, { links: ['create', '_reload', '_acl'] });
  };

  readonly create = async (request: RestRequest, services: Services): Promise<Reply> => {
    const file = this.fileOf(request);
    if (this.pattern.startsWith('storage/')) requireShared(request);
    const name = newName(request);
    const changes = changesOf(request.form);
    if (file === 'macros') checkMacro(name, changes);
    const object = await createObject(request, services, file, name, changes);
    return entryReply(request, this.title(request), this.entry(object, request), 201);
  };

  /** What a new stanza begins with: the file's defaults. splunkd takes a POST here and changes nothing. */
  readonly template = (request: RestRequest, services: Services): Reply => {
    const object = existing(request, services, this.fileOf(request), 'default');
    const entry = { ...this.entry(object, request), name: '_new' };
    return entryReply(request, this.title(request), {
      ...entry,
      fields: { required: ['name'], optional: Object.keys(entry.content), wildcard: ['.*'] },
    });
  };

  readonly show = (request: RestRequest, services: Services): Reply =>
    entriesReply(
      request,
      this.title(request),
      existingAll(request, services, this.fileOf(request), named(request, 'stanza')).map((object) =>
        this.entry(object, request),
      ),
    );

  readonly change = async (request: RestRequest, services: Services): Promise<Reply> => {
    const object = this.object(request, services);
    const changes = changesOf(request.form);
    if (object.file === 'macros') checkMacro(object.name, changes);
    return this.changed(await changeObject(object, request, services, changes), request);
  };

  readonly remove = async (request: RestRequest, services: Services): Promise<Reply> => {
    const object = this.object(request, services);
    await removeObject(object, request, services);
    if (object.file === 'collections' && !object.hasDefault) await services.kv.drop(object.app, object.name);
    return listReply(request, this.title(request), []);
  };

  readonly changeAccess = async (request: RestRequest, services: Services): Promise<Reply> =>
    this.changed(await changeAccess(this.object(request, services), request, services), request);

  readonly move = async (request: RestRequest, services: Services): Promise<Reply> =>
    this.changed(await moveTo(this.object(request, services), request, services), request);

  toggle(disabled: string) {
    return async (request: RestRequest, services: Services): Promise<Reply> =>
      this.changed(await changeObject(this.object(request, services), request, services, { disabled }), request);
  }

  private object(request: RestRequest, services: Services): ConfObject {
    return existing(request, services, this.fileOf(request), named(request, 'stanza'));
  }

  private changed(object: ConfObject, request: RestRequest): Reply {
    return entryReply(request, this.title(request), this.entry(object, request));
  }

  private title(request: RestRequest): string {
    return this.pattern.startsWith('configs/') ? `conf-${this.fileOf(request)}` : this.fileOf(request);
  }

  private entry(object: ConfObject, request: RestRequest): ReturnType<typeof objectEntry> {
    const endpoint = this.pattern.startsWith('configs/') ? `configs/conf-${object.file}` : this.pattern;
    return objectEntry(object, request, endpoint, contentOf(object));
  }
}

export const confFileRoutes: readonly Route[] = [
  ...doorOf('configs/conf-{file}', confFile),
  ...doorOf('data/macros', () => 'macros'),
  ...doorOf('storage/collections/config', () => 'collections'),
  ...doorOf('storage/collections-conf', () => 'collections'),
  ...doorOf('saved/eventtypes', () => 'eventtypes'),
  ...doorOf('saved/sourcetypes', () => 'props', isSourcetype),
  ...doorOf('saved/fvtags', () => 'tags'),
  ...doorOf('alerts/alert_actions', () => 'alert_actions'),
  ...doorOf('data/commands', () => 'commands'),
  ...doorOf(
    'data/transforms/extractions',
    () => 'transforms',
    (object) => !isLookup(object),
  ),
  ...doorOf('data/transforms/lookups', () => 'transforms', isLookup),
  ...doorOf('data/ui/prefs', () => 'ui-prefs'),
  ...doorOf('data/ui/ui-tour', () => 'ui-tour'),
  ...doorOf('data/ui/viewstates', () => 'viewstates'),
  ...doorOf('data/ui/workflow-actions', () => 'workflow_actions'),
];
