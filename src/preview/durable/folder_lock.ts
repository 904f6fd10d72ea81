import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';

/** Holds a folder for one program. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this program; undefined while another one has it. The lock is a name that the system gives to one
 * listener at a time and takes back when its program ends, however it ends: nothing stays behind. macOS has no such names:
 * there the lock of the database in the folder is all there is.
 */
export function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const name = lockName(realpathSync(folder));
  if (name === undefined) return Promise.resolve({ release: () => Promise.resolve() });
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => resolve({ release: () => new Promise((done) => server.close(() => done())) }));
    server.unref();
  });
}

function lockName(path: string): string | undefined {
  const id = `webshell-watch-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : undefined;
}
