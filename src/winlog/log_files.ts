import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, join } from 'node:path';

export interface LogFile {
  readonly path: string;
  /** Relative to the path that was asked for, `/` between parts; a file's own name where the file was asked for. */
  readonly sourceFile: string;
  /** Why it is not read: `failed` is a folder or a file that cannot be looked at, `skipped` what is no file at all. */
  readonly problem?: { readonly kind: 'failed' | 'skipped'; readonly reason: string };
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
  const names = attempt(() => readdirSync(folder).sort((a, b) => (a < b ? -1 : 1)));
  if (names.kind !== 'done') {
    yield { path: folder, sourceFile: prefix, problem: names };
    return;
  }
  for (const name of names.value) {
    const path = join(folder, name);
    const status = attempt(() => statSync(path, { throwIfNoEntry: false }));
    const sourceFile = `${prefix}${name}`;
    if (status.kind !== 'done') yield { path, sourceFile, problem: status };
    else if (status.value?.isDirectory() === true) yield* below(path, `${sourceFile}/`, new Set([...above, real]));
    else if (status.value?.isFile() === true) yield { path, sourceFile };
    else yield { path, sourceFile, problem: { kind: 'skipped', reason: noFile(status.value) } };
  }
}

function noFile(status: Stats | undefined): string {
  return status === undefined ? 'it is a link to a file that is not there' : 'it is no file (a pipe, socket or device)';
}

type Attempt<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed' | 'skipped'; readonly reason: string };

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function attempt<T>(action: () => T): Attempt<T> {
  try {
    return { kind: 'done', value: action() };
  } catch (error) {
    if (errorCode(error) === 'ELOOP') return { kind: 'skipped', reason: 'it is a link that leads to itself' };
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
