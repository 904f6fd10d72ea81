import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the database puts what its memory does not hold; it removes the folder itself unless it is killed. */

const PREFIX = 'webshell-watch-sql-';

/** Beside the file, or for a database in memory in the system's own temporary folder. */
export function temporaryFolder(path: string): string {
  return path === ':memory:' ? join(tmpdir(), `${PREFIX}${process.pid}`) : `${path}.tmp`;
}

/** Removes what a killed program has left; of databases in memory what those programs left that are no more. */
export function removeLeftovers(path: string): void {
  if (path !== ':memory:') rmSync(temporaryFolder(path), { recursive: true, force: true });
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
