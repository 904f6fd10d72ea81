import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diagnosticFor } from '../core/diagnostic';
import { makeFolder } from '../preview/durable/make_folder';
import { OutsideError } from './verb';

/** A file to write: its path below the folder, `/` between the parts, and what is in it. */
export type TreeFile = readonly [path: string, content: string | Uint8Array];

/**
 * Writes a folder as a whole: into a new one beside it, which then takes its place, so that a full disk or Ctrl-C leaves
 * the old one as it was. Files below a `bin` folder get the execute bit. Throws OutsideError (exit code 3).
 */
export function writeTree(folder: string, files: Iterable<TreeFile>): void {
  let made: string | undefined;
  try {
    makeFolder(dirname(folder));
    made = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
    for (const [path, content] of files) writeOne(join(made, path), path, content);
    chmodSync(made, 0o755);
    takePlace(made, folder);
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw new OutsideError(cannotWrite(folder, error));
  }
}

function writeOne(target: string, path: string, content: string | Uint8Array): void {
  makeFolder(dirname(target));
  writeFileSync(target, content);
  chmodSync(target, modeOf(path));
}

/** Launchers and a shipped Node are run directly; AppInspect refuses the bit anywhere outside a folder named `bin`. */
export function modeOf(path: string): number {
  const parts = path.split('/');
  const inBin = parts.slice(0, -1).includes('bin');
  const isRun = inBin && /(^|\/)[^/.]+$|\.(sh|exe|cmd|bat)$/.test(path);
  return isRun ? 0o755 : 0o644;
}

function takePlace(made: string, folder: string): void {
  const old = `${made}-old`;
  const had = existsSync(folder);
  if (had) renameSync(folder, old);
  try {
    renameSync(made, folder);
  } catch (error) {
    if (had) renameSync(old, folder);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** The one message for every failure of the disk. */
export function cannotWrite(path: string, error: unknown): ReturnType<typeof diagnosticFor> {
  return diagnosticFor(path, {
    code: 'WW1301',
    severity: 'error',
    message: `cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'check the free space and the permissions; nothing has been changed',
  });
}
