import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the database and the searches put what their memory does not hold. */

const PREFIX = 'webshell-watch-sql-';

/** Beside the file, or for a database in memory in the system's own temporary folder. */
export function temporaryFolder(path: string): string {
  return path === ':memory:' ? join(tmpdir(), `${PREFIX}${process.pid}`) : `${path}.tmp`;
}

/** The path of a new file in it; the databases in memory of one program have one folder together. */
export function scratchFile(path: string): string {
  return join(temporaryFolder(path), `${randomUUID()}.rows`);
}

/** Removes the folder of a database that is closed; that of databases in memory only when nothing is in it any more. */
export function removeTemporary(path: string): void {
  if (path !== ':memory:') rmSync(temporaryFolder(path), { recursive: true, force: true });
  else if (existsSync(temporaryFolder(path)) && readdirSync(temporaryFolder(path)).length === 0)
    rmdirSync(temporaryFolder(path));
}

/** Removes what a killed program has left; of databases in memory what those programs left that are no more. */
export function removeLeftovers(path: string): void {
  if (path !== ':memory:') removeTemporary(path);
  else
    for (const name of readdirSync(tmpdir()))
      if (isLeftOver(name)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

function isLeftOver(name: string): boolean {
  const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN;
  return Number.isInteger(pid) && !isRunning(pid) && Date.now() - changedAt(join(tmpdir(), name)) > HOUR;
}

/** Programs in another container may share the folder and not be seen: theirs is younger. */
const HOUR = 3_600_000;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH');
  }
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
}
