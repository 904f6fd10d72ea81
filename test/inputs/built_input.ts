import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import webpack from 'webpack';
import { streamingXml, type SettingsToWrite } from '../../src/modinput/xml/configuration_xml';

/** An app folder with an input's launcher and its bundled program, as it is when installed. */

const root = resolve(__dirname, '..', '..');

/** Bundles `main` for Node and puts it beside the launcher of `name`, in a folder with a space in its name. Gives the app folder. */
export async function builtApp(name: string, main: string): Promise<string> {
  const app = join(mkdtempSync(join(tmpdir(), 'input app ')), 'app');
  const bin = join(app, 'bin');
  mkdirSync(bin, { recursive: true });
  await bundle(main, bin, `${name}.cjs`);
  copyFileSync(join(root, 'app', 'bin', 'process_log.sh'), join(bin, `${name}.sh`));
  chmodSync(join(bin, `${name}.sh`), 0o755);
  return app;
}

function bundle(entry: string, path: string, filename: string): Promise<void> {
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };
  return new Promise((done, fail) => {
    webpack(
      {
        mode: 'none',
        target: 'node20',
        entry,
        output: { path, filename },
        resolve: { extensions: ['.ts', '.js'] },
        module: { rules: [{ test: /\.ts$/, loader: 'swc-loader', options }] },
      },
      (error, stats) => {
        if (error !== null) fail(error);
        else if (stats?.hasErrors() === true) fail(new Error(stats.toString('errors-only')));
        else done();
      },
    );
  });
}

export interface RunningInput {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or the signal's name, when the process is over and its pipes are read out. */
  readonly ended: Promise<number | string>;
  /** Resolves as soon as standard output fits. */
  readonly shows: (what: (stdout: string) => boolean) => Promise<void>;
}

export interface StartOptions {
  readonly words?: readonly string[];
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly shell?: string;
}

/** Starts a launcher as splunkd does: with what splunkd sets for itself in the environment. */
export function startInput(app: string, name: string, options: StartOptions = {}): RunningInput {
  const launcher = join(app, 'bin', `${name}.sh`);
  const environment = {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    LD_LIBRARY_PATH: '/opt/splunk/lib',
    NODE_OPTIONS: '--no-such-option',
    ...options.env,
  };
  const words = options.words ?? [];
  const [program, list] = options.shell === undefined ? [launcher, words] : [options.shell, [launcher, ...words]];
  const child = spawn(program, list, { env: environment, stdio: 'pipe' });
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const watch of watchers) watch();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
  child.stdin.on('error', () => undefined);
  if (options.stdin !== undefined) child.stdin.write(options.stdin);
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    ended: new Promise((done, fail) => {
      child.on('close', (code, signal) => done(code ?? signal ?? 'unknown'));
      child.on('error', fail);
    }),
    shows: (what) =>
      new Promise((done, fail) => {
        const watch = (): void => {
          if (!what(out)) return;
          watchers.delete(watch);
          done();
        };
        watchers.add(watch);
        child.on('close', () => fail(new Error(`ended before: ${err}`)));
        watch();
      }),
  };
}

/** What splunkd writes to an input with one stanza. */
export function oneStanza(stanza: string, checkpointFolder: string, settings: SettingsToWrite): string {
  return streamingXml({
    serverHost: 'host',
    serverUri: 'https://127.0.0.1:8089',
    sessionKey: 'key',
    checkpointFolder,
    stanzas: { [stanza]: settings },
  });
}
