import { pageAddress } from './host_page';
import type { TimeRange } from './time_bounds';

/** The Filter page as another page opens it: a detection, a range, and an exception to propose. */

/** What is known of a sighting that an exception is to be made of. */
export interface ProposedSighting {
  readonly dest: string;
  readonly parent: string;
  readonly child: string;
  /** A command line of it, and how many different ones there are. */
  readonly example: string;
  readonly commandLines: number;
}

/** Prefix of the address' parameters that hold conditions: `except.dest=WEB-04`. */
export const EXCEPT = 'except.';

/** Address of the Filter page with an exception as narrow as the sighting is. */
export function exceptionAddress(detection: string, range: TimeRange, sighting: ProposedSighting): string {
  return pageAddress('filter', { detection, ...range, ...proposedConditions(sighting) });
}

/** Address of the Filter page with this detection's filter. */
export const filterAddress = (detection: string, range: TimeRange): string =>
  pageAddress('filter', { detection, ...range });

/** Host, parent and child, and the folder in the command line when every start has the same. */
export function proposedConditions(sighting: ProposedSighting): Readonly<Record<string, string>> {
  const { dest, parent, child, example, commandLines } = sighting;
  const folder = commandLines === 1 ? commandLineFolder(example) : '';
  return {
    [`${EXCEPT}dest`]: dest,
    [`${EXCEPT}parent_process_name`]: parent,
    [`${EXCEPT}process_name`]: child,
    ...(folder === '' ? {} : { [`${EXCEPT}process`]: `*${folder}*` }),
  };
}

const PATH = /(?:[A-Za-z]:\\|\\\\(?=[^\\\s]))(?:[^\\/:*?"<>|\r\n]+\\)*|(?<![\w.-])\/(?:[^/\s"'*]+\/)+/g;

/**
 * The folder that a command line works in: that of its first path behind the program, else of the program itself, with
 * the separator at its end; empty when it names none. A drive or root alone says nothing.
 */
export function commandLineFolder(commandLine: string): string {
  const program = /^\s*(?:"[^"]*"|\S+)/.exec(commandLine)?.[0] ?? '';
  const behind = commandLine.slice(program.length);
  return folderIn(behind) ?? folderIn(program) ?? '';
}

const folderIn = (text: string): string | undefined =>
  [...text.matchAll(PATH)].map(([folder]) => folder).find((folder) => /[^\\/:]/.test(folder.replace(/^[A-Za-z]:/, '')));
