import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { errorCode, errorText } from '../../modinput/thrown';
import { globExpression, hasWildcards } from './glob';

/** Files, folders and globs → the files that they name now. */

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the folder that was asked for (a glob: to its part without wildcards), `/` between parts. */
  readonly sourceFile: string;
  readonly size: number;
  /** The file system's number of the file: another one under the same name has another. */
  readonly inode: number;
  /** Modification time in milliseconds. */
  readonly modified: number;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** What was asked for and is not there, or can't be looked into, with the reason. */
  readonly missing: readonly { readonly path: string; readonly reason: string }[];
  /** Absolute paths that could not be looked at (one with a separator at its end: what is below): it may all still be there. */
  readonly unknown: readonly string[];
}

/** Looked at side by side: more gain nothing. */
const AT_ONCE = 32;

/** Looks for every pattern; a file that several name comes once, by the first. Never rejects. */
export async function findFiles(patterns: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const search = new Search();
  for (const pattern of patterns) {
    const before = files.size + search.missing.length;
    for await (const file of search.matches(pattern)) if (!files.has(file.path)) files.set(file.path, file);
    if (hasWildcards(pattern) && files.size + search.missing.length === before)
      search.missing.push({ path: pattern, reason: 'no file has such a name' });
  }
  return { files: [...files.values()], missing: search.missing, unknown: search.unknown };
}

/** One look at the patterns, and what stood in its way. */
class Search {
  readonly missing: { path: string; reason: string }[] = [];
  readonly unknown: string[] = [];

  async *matches(pattern: string): AsyncGenerator<FoundFile> {
    const path = resolve(pattern);
    const status = await stat(path).catch(async (error: unknown) => {
      if (hasWildcards(pattern)) return undefined;
      this.missing.push({ path: pattern, reason: errorText(error) });
      this.unknown.push((await isFileGone(path, error)) ? `${path}${sep}` : path);
      return undefined;
    });
    if (status?.isDirectory() === true) yield* this.below(path, '', new Set());
    else if (status !== undefined) yield found(path, basename(path), status);
    else if (hasWildcards(pattern)) yield* this.globbed(pattern);
  }

  private async *globbed(pattern: string): AsyncGenerator<FoundFile> {
    const parts = resolve(pattern).split(sep);
    const fixed = parts.findIndex(hasWildcards);
    const wanted = globExpression(parts.slice(fixed).join('/'));
    const depth = parts.slice(fixed).some((part) => part.includes('**')) ? Infinity : parts.length - fixed;
    const folder = parts.slice(0, fixed).join(sep) || sep;
    if ((await stat(folder).catch(() => undefined)) === undefined) return void this.unknown.push(folder);
    for await (const file of this.below(folder, '', new Set(), depth)) if (wanted.test(file.sourceFile)) yield file;
  }

  private async *below(
    folder: string,
    prefix: string,
    above: ReadonlySet<string>,
    depth = Infinity,
  ): AsyncGenerator<FoundFile> {
    const listed = await listFolder(folder).catch((error: unknown) => this.problem(folder, error));
    // A link to a folder above would go round for ever.
    if (listed === undefined || above.has(listed.real)) return;
    for (let at = 0; at < listed.names.length; at += AT_ONCE) {
      const names = listed.names.slice(at, at + AT_ONCE);
      const states = await Promise.all(names.map((name) => this.look(join(folder, name))));
      for (const [index, name] of names.entries()) {
        const status = states[index];
        const path = join(folder, name);
        if (status?.isDirectory() === true && depth > 1)
          yield* this.below(path, `${prefix}${name}/`, new Set([...above, listed.real]), depth - 1);
        else if (status?.isFile() === true) yield found(path, `${prefix}${name}`, status);
      }
    }
  }

  /** What stands under a name in a folder; a name that has gone meanwhile, or a link to nothing, is no problem. */
  private look(path: string): Promise<Stats | undefined> {
    return stat(path).catch((error: unknown) =>
      errorCode(error) === 'ENOENT' ? undefined : this.problem(path, error),
    );
  }

  private problem(path: string, error: unknown): undefined {
    this.missing.push({ path, reason: errorText(error) });
    this.unknown.push(path);
  }
}

function found(path: string, sourceFile: string, { size, ino, mtimeMs }: Stats): FoundFile {
  return { path, sourceFile, size, inode: ino, modified: mtimeMs };
}

/** A file is gone when its folder is there without it; a folder that is gone may be a share that is away, and its files with it. */
async function isFileGone(path: string, error: unknown): Promise<boolean> {
  if (errorCode(error) !== 'ENOENT') return false;
  return (await stat(dirname(path)).catch(() => undefined)) !== undefined;
}

async function listFolder(folder: string): Promise<{ readonly real: string; readonly names: readonly string[] }> {
  const names = await readdir(folder);
  return { real: await realpath(folder), names: names.sort((a, b) => (a < b ? -1 : 1)) };
}
