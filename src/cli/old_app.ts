import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readConf, type ConfFile } from '../conf/read';
import type { OldApp } from '../compiler/rules/version_bumps';
import { diagnosticFor } from '../core/diagnostic';
import { OutsideError } from './verb';

/** Reads what `check --against` needs of a packaged app. Throws OutsideError when the file is no package. */
export function readOldApp(path: string, workingFolder: string): OldApp {
  const files = unpacked(path, workingFolder);
  const conf = (name: string): ConfFile => readConf({ name: `${path}/default/${name}`, text: files.get(name) ?? '' });
  const savedSearches = conf('savedsearches.conf');
  const app = conf('app.conf');
  const setting = (stanza: string, key: string): string | undefined =>
    app.stanzas.get(stanza)?.settings.get(key)?.value;
  const label = labelOf(savedSearches) ?? setting('ui', 'label');
  const id = setting('package', 'id') ?? setting('id', 'name');
  const isEscu = [...savedSearches.stanzas.values()].some(({ settings }) => settings.has('action.escu.enabled'));
  return {
    identity: { ...(label === undefined ? {} : { label }), ...(id === undefined ? {} : { id }) },
    profile: isEscu ? 'escu' : 'app',
    savedSearches,
  };
}

/** What the saved searches' names begin with: contentctl's apps have another label in app.conf. */
function labelOf({ stanzas }: ConfFile): string | undefined {
  const named = [...stanzas.values()].flatMap(
    ({ settings }) => settings.get('action.correlationsearch.label')?.value ?? [],
  );
  return /^(.+?) - .+ - Rule$/.exec(named[0] ?? '')?.[1];
}

const BLOCK = 512;

/** The files of default/ in a gzipped tar, by name. */
function unpacked(path: string, workingFolder: string): ReadonlyMap<string, string> {
  try {
    return defaultFiles(gunzipSync(readFileSync(resolve(workingFolder, path))));
  } catch (error) {
    throw new OutsideError(
      diagnosticFor(path, {
        code: 'WW0743',
        severity: 'error',
        message: `The package cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'Name a .spl or .tgz that was built before.',
      }),
    );
  }
}

function defaultFiles(tar: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const name = cString(tar.subarray(at, at + 100));
    const prefix = cString(tar.subarray(at + 345, at + 500));
    const size = parseInt(cString(tar.subarray(at + 124, at + 136)), 8) || 0;
    const match = /^[^/]+\/default\/([^/]+)$/.exec(prefix === '' ? name : `${prefix}/${name}`);
    if (match?.[1] !== undefined) files.set(match[1], tar.toString('utf8', at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function cString(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end).trim();
}
