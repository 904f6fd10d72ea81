import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the preview's configuration lies on the disk. */
export interface Places {
  readonly dataFolder: string;
  /** The app being shown: its `default/` and `metadata/` are read and never written. */
  readonly appFolder: string;
  readonly appId: string;
}

/** Local settings of an app: of the one being shown in `local/`, of others in `etc/apps/<app>/local/`. */
export function localFolder(places: Places, app: string): string {
  if (app === places.appId) return join(places.dataFolder, 'local');
  if (app === 'system') return join(places.dataFolder, 'etc', 'system', 'local');
  return join(places.dataFolder, 'etc', 'apps', encodeName(app), 'local');
}

/** Private settings of a user within an app. */
export function userFolder(places: Places, user: string, app: string): string {
  return join(places.dataFolder, 'etc', 'users', encodeName(user), encodeName(app), 'local');
}

/** Which users have settings of their own, in which apps. */
export function userPlaces(places: Places): readonly { readonly user: string; readonly app: string }[] {
  const root = join(places.dataFolder, 'etc', 'users');
  return foldersIn(root).flatMap((user) =>
    foldersIn(join(root, user)).map((app) => ({ user: decodeURIComponent(user), app: decodeURIComponent(app) })),
  );
}

/** Apps that were made in the preview. */
export function localApps(places: Places): readonly string[] {
  return foldersIn(join(places.dataFolder, 'etc', 'apps')).map(decodeURIComponent);
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** A name as part of a path: no slash, no dot at the start, nothing that a file system could take for something else. */
export function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /[.*'()!~]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
