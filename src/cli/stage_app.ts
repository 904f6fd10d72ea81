import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosticFor, type Diagnostic } from '../core/diagnostic';
import type { Compiled } from '../compiler/compile';
import { inputDefinitions } from '../inputs/input_definitions';
import { pageTable } from '../compiler/own_app/pages';
import type { TreeFile } from './write_tree';

/** Everything that our app consists of, by path, and what is missing of it. */
export interface StagedApp {
  readonly files: readonly TreeFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Our app as it is installed: what the compiler makes, the hand-written parts of `app/` byte for byte, the pages'
 * bundles from `dist/pages` and the inputs' from `dist/inputs`. A bundle that is not built yet is a warning.
 */
export function stageApp(root: string, compiled: Compiled): StagedApp {
  const written = folderFiles(join(root, 'app'), '');
  const pages = folderFiles(join(root, 'dist', 'pages'), 'appserver/static/pages/').filter(([path]) =>
    path.endsWith('.js'),
  );
  const inputs = folderFiles(join(root, 'dist', 'inputs'), 'bin/').filter(([path]) => path.endsWith('.cjs'));
  const files = new Map<string, string | Uint8Array>([...compiled.files, ...written, ...pages, ...inputs]);
  return { files: [...files].sort(byPath), diagnostics: missingBundles(files) };
}

function byPath([a]: TreeFile, [b]: TreeFile): number {
  return a < b ? -1 : 1;
}

/** Every file below a folder, hidden ones left out; none when the folder is absent. */
export function folderFiles(folder: string, prefix: string): readonly TreeFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name): readonly TreeFile[] => {
      const path = join(folder, name);
      return statSync(path).isDirectory()
        ? folderFiles(path, `${prefix}${name}/`)
        : [[`${prefix}${name}`, readFileSync(path)]];
    });
}

function missingBundles(files: ReadonlyMap<string, unknown>): readonly Diagnostic[] {
  const wanted = [
    ...pageTable.map(({ view }) => `appserver/static/pages/${view}.js`),
    ...inputDefinitions.flatMap(({ name }) => [`bin/${name}.cjs`, `bin/${name}.sh`]),
  ];
  return wanted
    .filter((path) => !files.has(path))
    .map((path) =>
      diagnosticFor(path, {
        code: 'WW1302',
        severity: 'warning',
        message: 'is missing from the app',
        hint: 'run npm run build, which makes the bundles first',
      }),
    );
}
