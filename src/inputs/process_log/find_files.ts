import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { errorText } from '../../modinput/thrown';

/** Files, folders and globs → the files that they name now. */

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the folder that was asked for (a glob: to its part without wildcards), `/` between parts. */
  readonly sourceFile: string;
  readonly size: number;
  /** Modification time in milliseconds. */
  readonly modified: number;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** What was asked for and is not there, or can't be looked into, with the reason. */
  readonly missing: readonly { readonly path: string; readonly reason: string }[];
}

/** Looks for every pattern; a file that several name comes once, by the first. Never rejects. */
export async function findFiles(patterns: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const missing: { path: string; reason: string }[] = [];
  for (const pattern of patterns) {
    const before = files.size + missing.length;
    const problem = (path: string, error: unknown): void => void missing.push({ path, reason: errorText(error) });
    for await (const file of matches(pattern, problem)) if (!files.has(file.path)) files.set(file.path, file);
    if (hasWildcards(pattern) && files.size + missing.length === before)
      missing.push({ path: pattern, reason: 'no file has such a name' });
  }
  return { files: [...files.values()], missing };
}

type Problem = (path: string, error: unknown) => void;

async function* matches(pattern: string, problem: Problem): AsyncGenerator<FoundFile> {
  const path = resolve(pattern);
  const status = await stat(path).catch((error: unknown) => {
    if (!hasWildcards(pattern)) problem(pattern, error);
    return undefined;
  });
  if (status?.isDirectory() === true) yield* below(path, '', problem, new Set());
  else if (status !== undefined)
    yield { path, sourceFile: basename(path), size: status.size, modified: status.mtimeMs };
  else if (hasWildcards(pattern)) yield* globbed(pattern, problem);
}

async function* globbed(pattern: string, problem: Problem): AsyncGenerator<FoundFile> {
  const parts = resolve(pattern).split(sep);
  const fixed = parts.findIndex(hasWildcards);
  const wanted = globExpression(parts.slice(fixed).join('/'));
  const depth = parts.slice(fixed).some((part) => part.includes('**')) ? Infinity : parts.length - fixed;
  const folder = parts.slice(0, fixed).join(sep) || sep;
  if ((await stat(folder).catch(() => undefined)) === undefined) return;
  for await (const file of below(folder, '', problem, new Set(), depth)) if (wanted.test(file.sourceFile)) yield file;
}

async function* below(
  folder: string,
  prefix: string,
  problem: Problem,
  above: ReadonlySet<string>,
  depth = Infinity,
): AsyncGenerator<FoundFile> {
  const listed = await listFolder(folder).catch((error: unknown) => {
    problem(folder, error);
    return undefined;
  });
  // A link to a folder above would go round for ever.
  if (listed === undefined || above.has(listed.real)) return;
  for (const name of listed.names) {
    const path = join(folder, name);
    const status = await stat(path).catch(() => undefined);
    if (status?.isDirectory() === true && depth > 1)
      yield* below(path, `${prefix}${name}/`, problem, new Set([...above, listed.real]), depth - 1);
    else if (status?.isFile() === true)
      yield { path, sourceFile: `${prefix}${name}`, size: status.size, modified: status.mtimeMs };
  }
}

async function listFolder(folder: string): Promise<{ readonly real: string; readonly names: readonly string[] }> {
  const names = await readdir(folder);
  return { real: await realpath(folder), names: names.sort((a, b) => (a < b ? -1 : 1)) };
}

const hasWildcards = (pattern: string): boolean => /[*?{]/.test(pattern);

/** `*` and `?` within a name, `**` over folders, `{a,b}` for one of several; without regard to case on Windows. */
export function globExpression(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|[*?{},]|[^*?{},]+/g, (token) => globToken(token));
  return new RegExp(`^${source}$`, process.platform === 'win32' ? 'iu' : 'u');
}

const globTokens: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

function globToken(token: string): string {
  return globTokens[token] ?? token.replace(/[\\^$.|+()[\]]/g, '\\$&');
}
