import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface LogFile {
  readonly path: string;
  /** Relative to the path that was asked for, `/` between parts; a file's own name where the file was asked for. */
  readonly sourceFile: string;
  /** Set for a folder that cannot be looked into. */
  readonly failure?: string;
}

/** The files at or below a path, ordered by name within each folder. Throws when the path does not exist. */
export function logFiles(path: string): readonly LogFile[] {
  if (!statSync(path).isDirectory()) return [{ path, sourceFile: basename(path) }];
  return [...below(path, '', new Set())];
}

function* below(folder: string, prefix: string, above: ReadonlySet<string>): Generator<LogFile> {
  const real = realpathSync(folder);
  // A link to a folder above would go round for ever.
  if (above.has(real)) return;
  const names = namesIn(folder);
  if (typeof names === 'string') {
    yield { path: folder, sourceFile: prefix, failure: names };
    return;
  }
  for (const name of names) {
    const path = join(folder, name);
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory() === true) yield* below(path, `${prefix}${name}/`, new Set([...above, real]));
    else if (status?.isFile() === true) yield { path, sourceFile: `${prefix}${name}` };
  }
}

/** The names in a folder, in order; why not, where it cannot be read. */
function namesIn(folder: string): readonly string[] | string {
  try {
    return readdirSync(folder).sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
