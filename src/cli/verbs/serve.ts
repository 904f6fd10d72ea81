import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { diagnosticFor } from '../../core/diagnostic';
import { openDuckEngine } from '../../preview/duck_engine';
import { ListenError } from '../../preview/http/listen';
import { sampleFleetLog } from '../../preview/sample_fleet';
import { startPreview, type Preview, type PreviewOptions } from '../../preview/start';
import { missingPaths } from '../files';
import { OutsideError, UsageError, type ExitCode, type Verb, type VerbCall } from '../verb';
import { formatDiagnostic } from '../../core/code_frame';
import { makeFolder } from '../../preview/durable/make_folder';

/** `serve`: the preview, until Ctrl-C. */
export const serveVerb: Verb = {
  name: 'serve',
  usage:
    'serve [--port 8000] [--management-port 8089] [--host 127.0.0.1] [--data DIR] [--logs PATH…] [--password-file FILE] [--app DIR] [--format text|json]',
  summary: 'the preview: the app running on this machine, without a Splunk',
  options: {
    port: { type: 'string', default: '8000', value: 'PORT', help: 'of the pages; 0 picks a free one (default 8000)' },
    'management-port': { type: 'string', default: '8089', value: 'PORT', help: 'of the REST API (default 8089)' },
    host: {
      type: 'string',
      default: '127.0.0.1',
      value: 'HOST',
      help: 'the address to listen on (default 127.0.0.1: this machine alone)',
    },
    data: {
      type: 'string',
      default: '.webshell-watch',
      value: 'DIR',
      help: 'where everything is kept (default .webshell-watch)',
    },
    logs: { type: 'string', variadic: true, value: 'PATH…', help: 'Windows logs to read: files and folders' },
    app: { type: 'string', value: 'DIR', help: 'the app to show (default: build/webshell_watch beside this program)' },
    'password-file': { type: 'string', value: 'FILE', help: 'holds the password of the user admin' },
    password: { type: 'string', value: 'PW', help: 'for tests: other users of this machine can read it' },
    'sample-unless-logs': { type: 'boolean', help: 'without --logs, shows a generated fleet, labelled as sample data' },
    format: {
      type: 'string',
      choices: ['text', 'json'],
      default: 'text',
      help: 'json: one line on stdout once it answers',
    },
  },
  run,
};

async function run(call: VerbCall): Promise<ExitCode> {
  if (call.positionals.length > 0)
    throw new UsageError(`serve takes no words of its own: "${call.positionals.join(' ')}"`);
  const missing = missingPaths(call.list('logs'), call.io.workingFolder);
  for (const diagnostic of missing) call.io.say(formatDiagnostic(diagnostic));
  if (missing.length > 0) return 1;
  const preview = await started(call);
  try {
    const read = preview.services.inputs.firstPass().then(() => sayWhatIsThere(preview, call));
    const isRead = await withProgress(read, preview, call);
    if (!isRead && !call.io.signal.aborted)
      call.io.say('The logs are still being read: pages show what is indexed so far.');
    await greet(preview, call);
    await aborted(call.io.signal);
  } finally {
    await preview.close();
  }
  return 0;
}

async function started(call: VerbCall): Promise<Preview> {
  const options = optionsOf(call);
  try {
    return await startPreview(options);
  } catch (error) {
    if (error instanceof ListenError) throw new OutsideError(error.diagnostic);
    throw new OutsideError(
      diagnosticFor(call.text('data') ?? '', {
        code: 'WW1105',
        severity: 'error',
        message: `the preview can't start: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'check that the data folder can be written and that the disk is not full',
      }),
    );
  }
}

function optionsOf(call: VerbCall): PreviewOptions {
  const { io } = call;
  const dataFolder = resolve(io.workingFolder, call.text('data') ?? '.webshell-watch');
  const logs = call.list('logs').map((path) => resolve(io.workingFolder, path));
  const isSample = logs.length === 0 && call.flag('sample-unless-logs');
  const password = passwordOf(call);
  return {
    dataFolder,
    appFolder: appFolderOf(call),
    host: call.text('host') ?? '127.0.0.1',
    webPort: portOf(call, 'port'),
    managementPort: portOf(call, 'management-port'),
    ...(password === undefined ? {} : { password }),
    isSample,
    logs: isSample ? [sampleLog(dataFolder, io.now() / 1000)] : logs,
    now: io.now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    say: io.say,
    openEngine: openDuckEngine,
  };
}

function portOf(call: VerbCall, option: string): number {
  const port = Number(call.text(option));
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--${option} takes a number from 0 to 65535`);
  return port;
}

/** Beside the bundle: dist/webshell-watch.js and build/webshell_watch lie in one folder. */
function appFolderOf(call: VerbCall): string {
  const asked = call.text('app');
  if (asked !== undefined) return resolve(call.io.workingFolder, asked);
  const beside = join(dirname(process.argv[1] ?? ''), '..', 'build', 'webshell_watch');
  return existsSync(beside) ? beside : resolve(call.io.workingFolder, 'build', 'webshell_watch');
}

function passwordOf(call: VerbCall): string | undefined {
  const file = call.text('password-file');
  const given =
    call.text('password') ??
    (file === undefined
      ? call.io.environment.WEBSHELL_WATCH_PASSWORD
      : passwordIn(resolve(call.io.workingFolder, file)));
  if (given === '') throw new UsageError('The password is empty.');
  return given;
}

function passwordIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new OutsideError(
      diagnosticFor(path, {
        code: 'WW1106',
        severity: 'error',
        message: `the password file can't be read: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'give --password-file a file that you may read, with the password on its first line',
      }),
    );
  }
}

const SAMPLE_DAYS = 3;

/** The generated fleet: the same one over restarts, made anew with all that came of it once its last day is long past. */
function sampleLog(dataFolder: string, now: number): string {
  const folder = join(dataFolder, 'sample');
  const path = join(folder, 'fleet.json');
  const age = existsSync(path) ? now - statSync(path).mtimeMs / 1000 : Infinity;
  if (age < SAMPLE_DAYS * 86_400) return path;
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder);
  writeFileSync(`${path}.tmp`, sampleFleetLog(now));
  renameSync(`${path}.tmp`, path);
  return path;
}

async function greet(preview: Preview, { io, text }: VerbCall): Promise<void> {
  const { web, management, user, tokenLink } = preview;
  if (text('format') === 'json')
    return io.write(`${JSON.stringify({ web, management, user, token_link: tokenLink })}\n`);
  const sample = preview.services.isSample ? ' on sample data' : '';
  await io.write(`Webshell Watch preview${sample}: ${tokenLink}\n`);
  io.say(`The link logs you in once, as ${user}. REST API: ${management}. Ctrl-C ends the preview.`);
}

/** How long the link waits for the logs: a page opened before they are read would show a part as if it were all. */
const PATIENCE_MS = 20_000;

function patience(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const stop = (): void => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener('abort', stop, { once: true });
    timer.unref();
  });
}

const PROGRESS_MS = 2_000;

/** Waits for the logs, with a line now and then for who looks on; false when the link should not wait any longer. */
async function withProgress(read: Promise<void>, { services }: Preview, { io }: VerbCall): Promise<boolean> {
  const tell = async (): Promise<void> =>
    io.say(`Reading logs: ${await indexedCount(services)} process creations so far.`);
  const timer = io.isTerminal ? setInterval(() => void tell().catch(() => undefined), PROGRESS_MS) : undefined;
  try {
    return await Promise.race([read.then(() => true), patience(io.signal).then(() => false)]);
  } finally {
    clearInterval(timer);
  }
}

/** All that is indexed, without what the preview says of itself. */
async function indexedCount({ engine }: Preview['services']): Promise<number> {
  const indexes = await engine.indexes();
  return indexes.reduce((sum, { name, count }) => sum + (name.startsWith('_') ? 0 : count), 0);
}

async function sayWhatIsThere({ services }: Preview, { io }: VerbCall): Promise<void> {
  io.say(`${await indexedCount(services)} process creations are indexed.`);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
