import { existsSync, readFileSync } from 'node:fs';

/** A file of the preview's own that no longer holds what was written. */
export class DamagedFile extends Error {
  constructor(path: string, line?: number) {
    super(
      `${path}${line === undefined ? '' : `, line ${line},`} is damaged: put a copy back, or remove it to begin anew without what it held`,
    );
  }
}

/** JSON that this program wrote into a file. Throws a DamagedFile for what is none. */
export function parseKept(text: string, path: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamagedFile(path, line);
  }
}

/** A whole file of JSON, undefined when there is none. Throws a DamagedFile. */
export function readKept(path: string): unknown {
  return existsSync(path) ? parseKept(readFileSync(path, 'utf8'), path) : undefined;
}
