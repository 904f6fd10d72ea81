import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfChanges } from '../../conf/edit';
import type { Namespace } from '../rest/request';
import { accessOf, sharingOf, type Access } from './access';
import { ConfFolder } from './conf_folder';
import type { ConfObject } from './conf_object';
import { localApps, localFolder, userFolder, userPlaces, type Places } from './places';
import { splunkFiles, stockStanzas, systemDefault } from './system_defaults';

type Settings = ReadonlyMap<string, string>;

/** Apps that every Splunk has and that clients name: they can't be removed. */
export const stockApps: readonly string[] = ['search', 'launcher', 'splunk_httpinput'];

/** The namespace beneath all apps: what is set there shows through everywhere. */
const SYSTEM = 'system';

interface AppLayers {
  readonly shipped: ConfFolder | undefined;
  readonly local: ConfFolder;
  readonly metas: readonly ConfFolder[];
  readonly localMeta: ConfFolder;
}

/** A stanza's place among the layers. */
export interface Target {
  readonly app: string;
  /** Undefined: shared within the app. */
  readonly user: string | undefined;
}

/**
 * All configuration, layered as splunkd layers it: a user's own settings over the app's `local/` over its `default/` over
 * what other apps export over the system's. Reads are from memory; a write resolves when it is on the disk.
 */
export class ConfLayers {
  private readonly apps = new Map<string, AppLayers>();
  private readonly users = new Map<
    string,
    { readonly user: string; readonly app: string; readonly folder: ConfFolder }
  >();
  private changes = 0;

  constructor(readonly places: Places) {
    this.openApp(places.appId);
    for (const app of [...stockApps, ...localApps(places), SYSTEM]) this.openApp(app);
    for (const { user, app } of userPlaces(places)) this.openUser(user, app);
  }

  /** Counts the writes: what was derived from settings is out of date when it differs. */
  get generation(): number {
    return this.changes;
  }

  appNames(): readonly string[] {
    return [...this.apps.keys()].filter((app) => app !== SYSTEM);
  }

  hasApp(app: string): boolean {
    return this.apps.has(app);
  }

  openApp(app: string): void {
    if (this.apps.has(app)) return;
    const { places } = this;
    const own = app === places.appId;
    const localMeta = new ConfFolder(
      join(localFolder(places, app), '..', own ? 'local_metadata' : 'metadata'),
      '.meta',
    );
    const shippedMeta = own ? [new ConfFolder(join(places.appFolder, 'metadata'), '.meta')] : [];
    this.apps.set(app, {
      shipped: own ? new ConfFolder(join(places.appFolder, 'default')) : undefined,
      local: new ConfFolder(localFolder(places, app)),
      metas: [localMeta, ...shippedMeta],
      localMeta,
    });
  }

  /** True for a .conf file that is there, that splunkd itself brings, or that was made (`properties`, `__conf`). */
  hasFile(file: string): boolean {
    return splunkFiles.has(file) || this.fileNames().includes(file);
  }

  /** The names of all .conf files that a namespace sees. */
  fileNames(): readonly string[] {
    const folders = [...this.apps.values()].flatMap(({ shipped, local }) => [shipped, local]);
    const own = [...this.users.values()].map(({ folder }) => folder);
    return [...new Set([...folders, ...own].flatMap((folder) => folder?.fileNames() ?? []))].sort();
  }

  /** The objects of one .conf file in a namespace; `-` stands for every owner or app. `viewer` sees private ones of his own alone. */
  objects(file: string, namespace: Namespace, viewer?: string): readonly ConfObject[] {
    const shared = this.sharedObjects(file, namespace.app);
    const own = this.privateObjects(file, namespace, viewer);
    const hidden = new Set(namespace.owner === '-' ? [] : own.map((object) => `${object.app}/${object.name}`));
    return [...shared.filter((object) => !hidden.has(`${object.app}/${object.name}`)), ...own];
  }

  /** One object by name; among several apps the one of the namespace's app, then the app being shown, wins. */
  find(file: string, name: string, namespace: Namespace, viewer?: string): ConfObject | undefined {
    if (name === 'default') return this.defaultStanza(file, namespace.app);
    const found = this.objects(file, namespace, viewer).filter((object) => object.name === name);
    const rank = (object: ConfObject): number =>
      (object.sharing === 'user' ? 0 : 1) +
      (object.app === namespace.app ? 0 : object.app === this.places.appId ? 2 : 4);
    return [...found].sort((a, b) => rank(a) - rank(b))[0];
  }

  /** Sets and removes keys in a layer that may be written. */
  async edit(file: string, name: string, target: Target, changes: ConfChanges): Promise<void> {
    await this.folderOf(target).edit(file, name, changes);
    this.changes += 1;
  }

  /** True when a layer has a stanza itself. */
  hasOwn(file: string, name: string, target: Target): boolean {
    return this.folderOf(target).stanza(file, name) !== undefined;
  }

  /** Takes away an app that was made in the preview, with all that was set in it. */
  async removeApp(app: string): Promise<void> {
    await rm(join(localFolder(this.places, app), '..'), { recursive: true, force: true });
    this.apps.delete(app);
    for (const [key, place] of this.users) {
      if (place.app !== app) continue;
      await rm(join(userFolder(this.places, place.user, app), '..'), { recursive: true, force: true });
      this.users.delete(key);
    }
    this.changes += 1;
  }

  /** An empty .conf file in a layer. */
  async makeFile(file: string, target: Target): Promise<void> {
    await this.folderOf(target).make(file);
    this.changes += 1;
  }

  /** Removes the copy of a stanza from a layer; what lies beneath shows through again. */
  async remove(file: string, name: string, target: Target): Promise<void> {
    await this.folderOf(target).remove(file, name);
    this.changes += 1;
  }

  /** The access rule of a shared object. */
  access(app: string, category: string, name: string): Access {
    const access = accessOf(this.apps.get(app)?.metas ?? [], category, name);
    const isStock = app === SYSTEM || stockStanzas(app, category).has(name);
    return isStock ? { ...access, exported: true } : access;
  }

  async setAccess(app: string, category: string, name: string, changes: ConfChanges): Promise<void> {
    this.openApp(app);
    await this.apps.get(app)?.localMeta.edit('local', `${category}/${encodeURIComponent(name)}`, changes);
    this.changes += 1;
  }

  /** A merged value of the app being shown, for the preview's own use. */
  value(file: string, stanza: string, key: string): string | undefined {
    return this.find(file, stanza, { owner: 'nobody', app: this.places.appId })?.settings.get(key);
  }

  private folderOf({ app, user }: Target): ConfFolder {
    if (user !== undefined) return this.openUser(user, app);
    this.openApp(app);
    const layers = this.apps.get(app);
    if (layers === undefined) throw new Error(`Broken invariant: no app "${app}"`);
    return layers.local;
  }

  private openUser(user: string, app: string): ConfFolder {
    const key = `${user}\0${app}`;
    const known = this.users.get(key);
    if (known !== undefined) return known.folder;
    const folder = new ConfFolder(userFolder(this.places, user, app));
    this.users.set(key, { user, app, folder });
    return folder;
  }

  private sharedObjects(file: string, app: string): readonly ConfObject[] {
    const all = [...this.appNames(), SYSTEM];
    const names = app === '-' ? all : [app, ...all.filter((each) => each !== app)];
    const seen = new Set<string>();
    return names.flatMap((each) =>
      this.appObjects(file, each).filter((object) => {
        const visible = app === '-' || each === app || (object.sharing === 'global' && !seen.has(object.name));
        if (visible && app !== '-') seen.add(object.name);
        return visible;
      }),
    );
  }

  private appObjects(file: string, app: string): readonly ConfObject[] {
    const layers = this.apps.get(app);
    if (layers === undefined) return [];
    const names = new Set([
      ...stockStanzas(app, file).keys(),
      ...(layers.shipped?.stanzaNames(file) ?? []),
      ...layers.local.stanzaNames(file),
    ]);
    return [...names].filter((name) => name !== 'default').map((name) => this.appObject(file, app, name, layers));
  }

  /** What a file gives to all its stanzas; shown, never changed by REST. */
  private defaultStanza(file: string, asked: string): ConfObject | undefined {
    const app = asked === '-' ? this.places.appId : asked;
    const layers = this.apps.get(app);
    if (layers === undefined || !this.hasFile(file)) return undefined;
    const object = this.appObject(file, app, 'default', layers);
    return { ...object, owner: 'nobody', hasLocal: false, hasDefault: true, own: new Set() };
  }

  private appObject(file: string, app: string, name: string, { shipped, local }: AppLayers): ConfObject {
    const beneath = stockStanzas(app, file).get(name) ?? shipped?.stanza(file, name);
    const above = local.stanza(file, name);
    const access = this.access(app, categoryOf(file), name);
    return {
      ...{ file, name, app, owner: above === undefined || beneath !== undefined ? 'nobody' : access.owner },
      ...{ sharing: sharingOf(access), read: access.read, write: access.write },
      settings: overlay(
        systemDefault(file),
        shipped?.stanza(file, 'default'),
        local.stanza(file, 'default'),
        beneath,
        above,
      ),
      own: new Set([...(beneath?.keys() ?? []), ...(above?.keys() ?? [])]),
      hasLocal: above !== undefined,
      hasDefault: beneath !== undefined,
    };
  }

  private privateObjects(file: string, namespace: Namespace, viewer: string | undefined): readonly ConfObject[] {
    return [...this.users.values()]
      .filter(({ app }) => namespace.app === '-' || app === namespace.app)
      .filter(({ user }) =>
        namespace.owner === '-' ? viewer === undefined || user === viewer : user === namespace.owner,
      )
      .flatMap(({ user, app, folder }) =>
        folder
          .stanzaNames(file)
          .filter((name) => name !== 'default')
          .map((name) => this.privateObject(file, user, app, name, folder.stanza(file, name) ?? new Map())),
      );
  }

  private privateObject(file: string, user: string, app: string, name: string, above: Settings): ConfObject {
    const beneath = this.appObjects(file, app).find((object) => object.name === name);
    return {
      ...{ file, name, app, owner: user, sharing: 'user', read: [user], write: [user] },
      settings: overlay(beneath?.settings ?? systemDefault(file), above),
      own: new Set([...(beneath?.own ?? []), ...above.keys()]),
      hasLocal: true,
      hasDefault: beneath !== undefined,
    };
  }
}

function overlay(...layers: readonly (Settings | undefined)[]): Settings {
  return new Map(layers.flatMap((layer) => (layer === undefined ? [] : [...layer])));
}

/** The word that metadata files use for the objects of a .conf file, where it differs. */
export function categoryOf(file: string): string {
  return file === 'transforms' ? 'transforms' : file;
}
