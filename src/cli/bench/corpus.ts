import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of the real data that measurements use, or undefined on a machine without it. */
export function corpusFolder(name: string): string | undefined {
  const folder = join(process.env.WEBSHELL_WATCH_CORPUS ?? '../shared/data', name);
  return existsSync(folder) ? folder : undefined;
}
