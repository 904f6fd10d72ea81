import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { diagnosticFor } from '../core/diagnostic';
import { appIdOf } from './app_id';
import { ADMIN, ensureAdmin } from './auth/admin_password';
import { BasicChecker } from './auth/basic_checker';
import { Secrets } from './auth/secrets';
import { serverCertificate } from './auth/server_certificate';
import { Sessions } from './auth/sessions';
import { Tokens } from './auth/tokens';
import { Users } from './auth/users';
import { HecAcks } from './collector/hec_acks';
import { ConfLayers } from './conf_layers/conf_layers';
import { writeAtomically } from './durable/atomic_file';
import { lockFolder } from './durable/folder_lock';
import { makeFolder } from './durable/make_folder';
import { listen, ListenError, type Listening } from './http/listen';
import type { InputPrograms } from './inputs/input_programs';
import { InputRunner } from './inputs/input_runner';
import type { InputStanza } from './inputs/input_stanza';
import { Jobs } from './jobs/jobs';
import { requireParsed } from './jobs/parse_for';
import { searchEnvironment } from './jobs/search_environment';
import { InternalLog } from './internal_log';
import { KvStore } from './kv/kv_store';
import { Lookups } from './lookups/lookups';
import { MessageBoard } from './messages';
import { managementAnswerer } from './rest/management';
import { AlertStore } from './saved/alert_store';
import type { SavedSearchRuns } from './saved/saved_search_runs';
import { Scheduler } from './saved/scheduler';
import type { SearchEngine } from './search_engine';
import type { Services } from './services';
import { webAnswerer } from './web/web';

export interface PreviewOptions {
  /** One folder for everything that is kept; made when it is absent. */
  readonly dataFolder: string;
  /** The staged app: default/, metadata/, appserver/, bin/. */
  readonly appFolder: string;
  readonly host: string;
  /** 0 picks a free port. */
  readonly webPort: number;
  readonly managementPort: number;
  /** The password of admin; absent: the earlier one, else a new one in the data folder. */
  readonly password?: string;
  /** True when the events are the generated fleet: the pages say so. */
  readonly isSample: boolean;
  /** IANA zone of the server. */
  readonly timeZone?: string;
  /** Epoch milliseconds; the scheduler and all time modifiers go by it. */
  readonly now: () => number;
  /** For people: what went wrong, which files were not read. */
  readonly say: (text: string) => void;
  /** Opens the events of a folder: openDuckEngine, or a test's own. */
  readonly openEngine: (folder: string) => Promise<SearchEngine>;
  /** Logs and folders to read besides what inputs.conf says; absolute. */
  readonly logs?: readonly string[];
  /** False leaves the inputs alone, as tests do. */
  readonly runInputs?: boolean;
}

export interface Preview {
  /** `http://127.0.0.1:8000` */
  readonly web: string;
  readonly management: string;
  readonly user: string;
  /** Logs in once. */
  readonly tokenLink: string;
  /** For tests and for the command line. */
  readonly services: Services;
  /** Ends children, searches and servers; resolves when everything is on the disk. */
  close(): Promise<void>;
}

/** Events, records and checkpoints of the sample fleet stay apart from those of real logs. */
function stateFolderOf({ dataFolder, isSample }: PreviewOptions): string {
  return isSample ? join(dataFolder, 'sample') : dataFolder;
}

async function openEngine(options: PreviewOptions, folder: string): Promise<SearchEngine> {
  try {
    return await options.openEngine(folder);
  } catch (error) {
    throw new ListenError(noEngine(folder, error));
  }
}

const SPLUNK_VERSION = '10.2.3';

/** Starts the preview. Rejects with a ListenError, whose diagnostic says what to do, when it can't. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { dataFolder, appFolder } = options;
  const appId = appIdOf(appFolder);
  if (appId === undefined) throw new ListenError(noApp(appFolder));
  // Command lines, tokens and searches are nobody else's business on this machine.
  makeFolder(dataFolder, 0o700);
  const lock = await lockFolder(dataFolder);
  if (lock === undefined) throw new ListenError(inUse(dataFolder));
  try {
    const preview = await startLocked(options, appId);
    return { ...preview, close: () => preview.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startLocked(options: PreviewOptions, appId: string): Promise<Preview> {
  const { dataFolder, appFolder } = options;
  const conf = new ConfLayers({ dataFolder, appFolder, appId });
  const users = new Users(join(dataFolder, 'passwd.json'));
  await ensureAdmin(users, options.password, dataFolder, appId);
  const stateFolder = stateFolderOf(options);
  const engine = await openEngine(options, stateFolder);
  const addresses: { web?: Listening; management?: Listening } = {};
  const parts = { appId, conf, users, engine, stateFolder };
  const services = await makeServices(options, parts, addresses).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  try {
    const onCrash = (error: unknown): void => options.say(crashText(error));
    const shared = { host: options.host, onCrash };
    addresses.management = await listen(
      {
        ...{ ...shared, name: 'management', port: options.managementPort, closeConnections: true },
        headers: { Server: 'Splunkd', Vary: 'Cookie, Authorization' },
        certificate: await serverCertificate(dataFolder, options.host, options.now()),
      },
      () => managementAnswerer(services),
    );
    addresses.web = await listen({ ...shared, name: 'web', port: options.webPort, closeConnections: false }, () =>
      webAnswerer(services),
    );
  } catch (error) {
    await stop(services, addresses);
    throw error;
  }
  await sayStarted(services, [addresses.management.origin, addresses.web.origin]);
  if (options.runInputs !== false) {
    services.inputs.start();
    services.scheduler.start();
  }
  const web = addresses.web.origin;
  return {
    web,
    management: addresses.management.origin,
    user: ADMIN,
    tokenLink: `${web}/en-US/account/token?token=${services.sessions.oneTimeToken(ADMIN)}`,
    services,
    close: () => stop(services, addresses),
  };
}

interface Parts {
  readonly appId: string;
  readonly conf: ConfLayers;
  readonly users: Users;
  readonly engine: SearchEngine;
  readonly stateFolder: string;
}

async function makeServices(
  options: PreviewOptions,
  { appId, conf, users, engine, stateFolder }: Parts,
  addresses: { readonly web?: Listening; readonly management?: Listening },
): Promise<Services> {
  const { dataFolder, appFolder, now } = options;
  const kv = new KvStore(join(stateFolder, 'kvstore'), conf);
  const services: Services = {
    appId,
    appFolder,
    dataFolder,
    version: SPLUNK_VERSION,
    build: 'preview',
    serverName: hostname(),
    guid: await serverGuid(dataFolder),
    isSample: options.isSample,
    timeZone: options.timeZone ?? 'UTC',
    now,
    startedAt: now(),
    managementOrigin: () => addresses.management?.origin ?? '',
    webPort: () => addresses.web?.port ?? 0,
    conf,
    users,
    secrets: await Secrets.open(dataFolder),
    sessions: new Sessions(now),
    tokens: await Tokens.open(dataFolder),
    basic: new BasicChecker(users),
    messages: new MessageBoard(now),
    log: new InternalLog(engine, now, hostname()),
    engine,
    kv,
    lookups: new Lookups(conf, kv),
    jobs: new Jobs({
      ...{ engine, now, folder: join(stateFolder, 'dispatch') },
      environment: (spec) => searchEnvironment(spec, services),
    }),
    acks: new HecAcks(),
    checkSearch: (spec) => void requireParsed(spec, services),
    // Inputs act through the services that they are part of.
    get inputs() {
      return inputs;
    },
    get scheduler() {
      return scheduler;
    },
    say: options.say,
  };
  const inputs: InputPrograms = new InputRunner(services, logStanzas(appId, options.logs ?? []), stateFolder);
  const scheduler: SavedSearchRuns = new Scheduler(services, new AlertStore(join(stateFolder, 'alerts.jsonl')));
  return services;
}

/** The stanza that `--logs` stands for; quotes protect a path with a semicolon. */
function logStanzas(app: string, logs: readonly string[]): readonly InputStanza[] {
  if (logs.length === 0) return [];
  const settings = new Map([
    ['disabled', '0'],
    ['index', 'main'],
    ['interval', '60'],
    ['paths', logs.map((path) => `"${path}"`).join(';')],
  ]);
  return [{ scheme: 'process_log', name: 'process_log://logs', app, settings }];
}

function noEngine(folder: string, error: unknown): ReturnType<typeof diagnosticFor> {
  return diagnosticFor(join(folder, 'events.duckdb'), {
    code: 'WW1104',
    severity: 'error',
    message: `the events can't be opened: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    hint: 'if another preview uses this data folder, stop it or name another with --data; if the disk is full or the file damaged, remove it',
  });
}

function inUse(folder: string): ReturnType<typeof diagnosticFor> {
  return diagnosticFor(folder, {
    code: 'WW1104',
    severity: 'error',
    message: 'another preview uses this data folder',
    hint: 'stop it, or name another folder with --data',
  });
}

async function stop(
  services: Services,
  addresses: { readonly web?: Listening; readonly management?: Listening },
): Promise<void> {
  await services.inputs.stop();
  services.jobs.close();
  await services.scheduler.stop();
  await addresses.web?.close();
  await addresses.management?.close();
  await services.kv.close();
  await services.log.close();
  await services.engine.close();
}

/** The start, as the first lines of splunkd.log tell it. */
async function sayStarted({ log, ...services }: Services, addresses: readonly string[]): Promise<void> {
  log.line('INFO', 'ServerConfig', `My server name is "${services.serverName}", my GUID is ${services.guid}`);
  log.line('INFO', 'loader', `Webshell Watch preview, version=${services.version} build=${services.build}`);
  for (const app of services.conf.appNames()) log.line('INFO', 'ApplicationManager', `Found application: ${app}`);
  for (const { name, count } of await services.engine.indexes())
    log.line('INFO', 'IndexProcessor', `Initializing: index=${name} events=${count}`);
  for (const file of services.conf.fileNames()) log.line('INFO', 'ConfMetrics', `Read configuration file=${file}`);
  log.line('INFO', 'KVStoreConfigurationProvider', 'KV store is ready');
  for (const address of addresses) log.line('INFO', 'HttpListener', `Listening on ${address}`);
  await log.flush();
}

/** The server's own id, made once. */
async function serverGuid(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'instance-guid');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const guid = randomUUID().toUpperCase();
  await writeAtomically(path, `${guid}\n`);
  return guid;
}

function noApp(folder: string): ReturnType<typeof diagnosticFor> {
  return diagnosticFor(folder, {
    code: 'WW1103',
    severity: 'error',
    message: 'this folder is no app: it has no default/app.conf',
    hint: 'build the app with "npm run build", or name an app folder with --app',
  });
}

/** A mistake of ours: the message alone, a request must not end the preview. */
function crashText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `error WW1100 ${text}\n  hint: this is a mistake of the preview; report it with what you did`;
}
