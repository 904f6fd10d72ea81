import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

/** The launcher of a scheme in an app, as splunkd finds it: the platform's folder first, then `bin` (reference 1.8). */
export function launcherOf(appFolder: string, scheme: string): string | undefined {
  if (!/^[0-9a-zA-Z][0-9a-zA-Z_-]*$/.test(scheme)) return undefined;
  const names =
    process.platform === 'win32' ? [`${scheme}.cmd`, `${scheme}.bat`, `${scheme}.exe`] : [`${scheme}.sh`, scheme];
  const folders = [...(platformFolders[`${process.platform}-${process.arch}`] ?? []), 'bin'];
  return folders
    .flatMap((folder) => names.map((name) => join(appFolder, folder, name)))
    .find((path) => existsSync(path));
}

const platformFolders: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': [join('linux_x86_64', 'bin')],
  'darwin-x64': [join('darwin_x86_64', 'bin')],
  'win32-x64': [join('windows_x86_64', 'bin')],
};

/** Starts a launcher with an environment of splunkd's kind; the text goes to its standard input, which is then closed. */
export function launch(
  path: string,
  args: readonly string[],
  stdin: string,
  home: string,
): ChildProcessWithoutNullStreams {
  const env = {
    ...process.env,
    SPLUNK_HOME: home,
    WEBSHELL_WATCH_NODE: process.env.WEBSHELL_WATCH_NODE ?? process.execPath,
  };
  const child = isExecutable(path)
    ? spawn(path, args, { env, shell: process.platform === 'win32' })
    : spawn('/bin/sh', [path, ...args], { env });
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return child;
}

/** A folder that was copied without its file modes still works: `sh launcher` execs Node all the same. */
function isExecutable(path: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
