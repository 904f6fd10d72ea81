import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Source } from '../core/source';

/** Every CSV and model that a lookup's YAML names beside itself, by file name; one that is not there is left out. */
export function readLookupTables(sources: readonly Source[], workingFolder: string): ReadonlyMap<string, Uint8Array> {
  const tables = new Map<string, Uint8Array>();
  const named = /^\s*filename:\s*['"]?([^'"#\n]+?)['"]?\s*$/m;
  for (const { name, text } of sources) {
    // Most files are no lookups: looking for the words is faster than for the lines.
    if (!text.includes('filename:') && !text.includes('lookup_type:')) continue;
    const filename = named.exec(text)?.[1];
    const file = filename ?? (/^\s*lookup_type:\s*(csv|mlmodel)/m.exec(text) === null ? undefined : basename(name));
    if (file === undefined) continue;
    const folder = dirname(resolve(workingFolder, name));
    for (const candidate of [file, file.replace(/\.ya?ml$/, '.csv'), file.replace(/\.ya?ml$/, '.mlmodel')])
      readInto(tables, join(folder, candidate), candidate);
  }
  return tables;
}

function readInto(tables: Map<string, Uint8Array>, path: string, name: string): void {
  try {
    if (/\.(csv|mlmodel)$/.test(name)) tables.set(name, readFileSync(path));
  } catch {
    // An absent table is reported by the compiler, with the lookup's place.
  }
}
