import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The file that a test's data means, or undefined when it is not at hand: relative to the YAML file or to a folder above
 * it (as in the repositories of SigmaHQ and ESCU), or below one of `roots`. Of a URL the part from `datasets/` on is looked
 * for below `roots` alone; nothing is ever fetched.
 */
export function findData(data: string, yamlFile: string, roots: readonly string[]): string | undefined {
  const isUrl = /^[a-z]+:\/\//i.test(data);
  const path = isUrl ? /\/(datasets\/.+)$/.exec(data)?.[1] : data;
  if (path === undefined) return undefined;
  const folders = isUrl ? roots : [...foldersAbove(dirname(resolve(yamlFile))), ...roots];
  return folders.map((folder) => resolve(folder, path)).find((file) => existsSync(file));
}

function foldersAbove(folder: string): readonly string[] {
  const above = join(folder, '..');
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}
