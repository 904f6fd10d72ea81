import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { appIdProblem } from '../../compiler/app_identity';
import { readConf } from '../../conf/read';
import { diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import type { TreeFile } from '../write_tree';

/** A folder that is to become a package: its files, its id and version, and what was left out. */
export interface AppFolder {
  readonly id: string;
  readonly version: string;
  readonly files: readonly TreeFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an app's folder for packaging. What AppInspect refuses and what belongs to one installation alone (hidden files,
 * `local/`, `metadata/local.meta`) is left out and named; without default/app.conf it is no app.
 */
export function readAppFolder(folder: string): AppFolder {
  const diagnostics: Diagnostic[] = [];
  const path = join(folder, 'default', 'app.conf');
  if (!existsSync(path)) return { id: '', version: '', files: [], diagnostics: [noApp(folder)] };
  const conf = readConf({ name: path, text: readFileSync(path, 'utf8') });
  const value = (stanza: string, key: string): string => conf.stanzas.get(stanza)?.settings.get(key)?.value ?? '';
  const id = value('package', 'id') || value('id', 'name') || basename(resolve(folder));
  const problem = appIdProblem(id);
  if (problem !== undefined) diagnostics.push(badId(path, id, problem));
  const version = value('id', 'version') || value('launcher', 'version');
  const files = [...appFiles(folder, '', diagnostics)];
  return { id, version, files, diagnostics };
}

function* appFiles(folder: string, prefix: string, diagnostics: Diagnostic[]): Generator<TreeFile> {
  for (const name of readdirSync(join(folder, prefix)).sort()) {
    const path = `${prefix}${name}`;
    const full = join(folder, path);
    if (isLeftOut(path)) diagnostics.push(leftOut(full));
    else if (statSync(full).isDirectory()) yield* appFiles(folder, `${path}/`, diagnostics);
    else yield [path, readFileSync(full)];
  }
}

function isLeftOut(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return name.startsWith('.') || name === '__MACOSX' || path === 'local' || path === 'metadata/local.meta';
}

function noApp(folder: string): Diagnostic {
  return diagnosticFor(folder, {
    code: 'WW1303',
    severity: 'error',
    message: 'is no app: default/app.conf is missing',
    hint: 'give the folder of an app, for example one that compile has written',
  });
}

function badId(path: string, id: string, problem: string): Diagnostic {
  return diagnosticFor(path, {
    code: 'WW1304',
    severity: 'error',
    message: `"${id}" cannot be the id of an app: ${problem}`,
    hint: 'change id under [package] and name under [id]',
  });
}

function leftOut(path: string): Diagnostic {
  return diagnosticFor(path, {
    code: 'WW1305',
    severity: 'warning',
    message: 'is left out of the package: hidden files and local settings belong to one installation',
    hint: 'move what everybody should have to default/',
  });
}
