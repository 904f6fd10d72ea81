import { existsSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { diagnosticFor, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { readTextFile } from './text_file';

/** Reading the files that a verb was given: single files, and folders with everything below them. */

export interface FileSet {
  /** Named as a person would type them: relative to the working folder where they lie below it. */
  readonly sources: readonly Source[];
  /** Paths that do not exist and files that could not be read (WW0101, WW0102, WW0118). */
  readonly diagnostics: readonly Diagnostic[];
}

/** The paths that do not exist, as diagnostics (WW0101). */
export function missingPaths(paths: readonly string[], workingFolder: string): readonly Diagnostic[] {
  return paths
    .filter((path) => !existsSync(resolve(workingFolder, path)))
    .map((path) =>
      diagnosticFor(path, {
        code: 'WW0101',
        severity: 'error',
        message: 'There is no such file or folder',
        hint: 'Check the path; it is taken from the working folder.',
      }),
    );
}

/**
 * The texts of the named files, and of all files below the named folders whose names end in one of `endings` (a file
 * that is named itself is read whatever its ending), in order of their names.
 */
export function readTexts(paths: readonly string[], endings: readonly string[], workingFolder: string): FileSet {
  const diagnostics: Diagnostic[] = [...missingPaths(paths, workingFolder)];
  const onProblem: OnProblem = (path, error) => diagnostics.push(unreadable(displayName(path, workingFolder), error));
  const files = paths.flatMap((path) => filesAt(resolve(workingFolder, path), endings, onProblem));
  const sources = [...new Set(files)].flatMap((path) => {
    const name = displayName(path, workingFolder);
    try {
      const read = readTextFile(path, name);
      if (read.kind === 'text') return [read.source];
      diagnostics.push(read.diagnostic);
      return [];
    } catch (error) {
      diagnostics.push(unreadable(name, error));
      return [];
    }
  });
  return { sources, diagnostics };
}

function displayName(path: string, workingFolder: string): string {
  if (path.startsWith(workingFolder + sep)) return path.slice(workingFolder.length + 1);
  const short = relative(workingFolder, path);
  return short.startsWith('..') ? path : short;
}

function unreadable(name: string, error: unknown): Diagnostic {
  return diagnosticFor(name, {
    code: 'WW0102',
    severity: 'error',
    message: `This cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Check its permissions.',
  });
}

type OnProblem = (path: string, error: unknown) => void;

function filesAt(path: string, endings: readonly string[], onProblem: OnProblem): readonly string[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return [];
  return status.isDirectory() ? below(path, endings, onProblem, new Set()) : [path];
}

/** The files below a folder; what may not be looked into is told and the rest is still read. */
function below(
  folder: string,
  endings: readonly string[],
  onProblem: OnProblem,
  above: ReadonlySet<string>,
): readonly string[] {
  try {
    const real = realpathSync(folder);
    // A link to a folder above would go round for ever.
    if (above.has(real)) return [];
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      const status = entry.isFile() || entry.isDirectory() ? entry : linked(path, onProblem);
      if (status?.isDirectory() === true) return below(path, endings, onProblem, new Set([...above, real]));
      return status !== undefined && endings.some((ending) => entry.name.toLowerCase().endsWith(ending)) ? [path] : [];
    });
  } catch (error) {
    onProblem(folder, error);
    return [];
  }
}

/** What a link leads to: nothing for one that leads nowhere or to itself; one that may not be followed is told. */
function linked(path: string, onProblem: OnProblem): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const leadsToItself = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ELOOP';
    if (!leadsToItself) onProblem(path, error);
    return undefined;
  }
}
