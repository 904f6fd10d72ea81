import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confValue, mergeConf } from '../../conf/merge';
import { readConf } from '../../conf/read';
import type { SearchEnvironment } from '../../engine/types';
import { appEnvironment } from '../search/app_environment';
import { corpusFolder } from './corpus';

/** The detections' searches of an app, and the macros and lookups that they use. */
export interface AppSearches {
  /** What was read, for the report. */
  readonly name: string;
  readonly searches: readonly { readonly name: string; readonly text: string }[];
  readonly environment: SearchEnvironment;
}

/** Hands the ESCU detections, compiled, to `use`; without the corpus those of our own app. */
export async function withAppSearches<T>(use: (app: AppSearches) => Promise<T>): Promise<T> {
  const repository = corpusFolder('escu');
  if (repository === undefined) return use(searchesOf('our own detections', process.cwd()));
  const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-escu-'));
  try {
    const words = ['compile', repository, '--profile', 'escu', '--out', folder];
    execFileSync(process.execPath, [join('dist', 'webshell-watch.js'), ...words], { stdio: 'ignore' });
    return await use(searchesOf('the ESCU detections', folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function searchesOf(name: string, folder: string): AppSearches {
  const path = join(folder, 'default', 'savedsearches.conf');
  const saved = mergeConf([{ layer: 'default', file: readConf({ name: path, text: readFileSync(path, 'utf8') }) }]);
  const searches = [...saved.keys()].flatMap((stanza) => {
    const text = confValue(saved, stanza, 'search');
    return text === undefined || !stanza.endsWith(' - Rule') ? [] : [{ name: stanza, text }];
  });
  return { name, searches, environment: appEnvironment(folder, () => undefined) };
}
