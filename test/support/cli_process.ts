import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The command line as it is shipped, run as a program of its own. */

export const root = resolve(__dirname, '..', '..');
const program = join(root, 'dist', 'webshell-watch.js');

export interface ProcessResult {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs it to its end. */
export function cli(words: readonly string[], environment: NodeJS.ProcessEnv = {}): ProcessResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...environment },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, said: stderr };
}

/** Runs it in a shell line where `$CLI` is the program: for disks and limits that only a shell can set up. */
export function cliInShell(line: string, environment: NodeJS.ProcessEnv = {}): ProcessResult {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', CLI: `"${process.execPath}" "${program}"`, ...environment },
  });
  return { code: status, out: stdout, said: stderr };
}

/** True where a test may mount a small disk of its own. */
export const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

export interface ServedPreview {
  readonly web: string;
  readonly management: string;
  readonly tokenLink: string;
  readonly said: () => string;
  /** Ends it as Ctrl-C does and waits until it is gone. */
  readonly stop: () => Promise<number | null>;
  /** Ends it as a power cut does. */
  readonly kill: () => Promise<void>;
}

/** Starts the preview on free ports and resolves when it answers. */
export async function servePreview(words: readonly string[]): Promise<ServedPreview> {
  const all = [program, 'serve', '--port', '0', '--management-port', '0', '--format', 'json', ...words];
  const child = spawn(process.execPath, all, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const line = await new Promise<string>((done, fail) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')));
    });
    void ended.then((code) => fail(new Error(`serve ended with exit code ${code ?? 'none'}: ${said}`)));
  });
  const {
    web,
    management,
    token_link: tokenLink,
  } = JSON.parse(line) as Record<'web' | 'management' | 'token_link', string>;
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return {
    web,
    management,
    tokenLink,
    said: () => said,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL').then(() => undefined),
  };
}
