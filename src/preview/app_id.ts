import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readConf } from '../conf/read';

/** The id of the app in a folder: what its app.conf says, else the folder's name. Undefined when the folder is no app. */
export function appIdOf(folder: string): string | undefined {
  const path = join(folder, 'default', 'app.conf');
  if (!existsSync(path)) return undefined;
  const { stanzas } = readConf({ name: path, text: readFileSync(path, 'utf8') });
  const said = stanzas.get('package')?.settings.get('id')?.value ?? stanzas.get('id')?.settings.get('name')?.value;
  return said ?? basename(resolve(folder));
}
