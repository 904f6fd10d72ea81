import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program to compare with: below the folder that WEBSHELL_WATCH_PEERS names, else on PATH. */
export function findPeer(program: string): string | undefined {
  const { WEBSHELL_WATCH_PEERS: peers, PATH: path = '' } = process.env;
  const folders = [...(peers === undefined ? [] : [join(peers, 'bin'), peers]), ...path.split(delimiter)];
  return folders
    .map((folder) => join(folder, program))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
