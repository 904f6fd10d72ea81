import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formatDiagnostic } from '../../core/code_frame';
import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import { runSearch } from '../../engine/run_search';
import { openEventStore, type EventStore } from '../../engine/store/event_store';
import type { SearchEnvironment, SearchResult } from '../../engine/types';
import { missingPaths } from '../files';
import { appEnvironment } from '../search/app_environment';
import { readBatch } from '../search/batch';
import { loadLogs } from '../search/load_logs';
import { inPieces, printRows, type RowFormat } from '../search/print_rows';
import { type ExitCode, UsageError, type Verb, type VerbCall, INTERRUPTED } from '../verb';

/** `search`: runs SPL over logs or over a preview's data. */
export const searchVerb: Verb = {
  name: 'search',
  usage: 'search SPL [--logs PATH…|--data DIR] [--app DIR] [--earliest T] [--latest T] [--format table|csv|jsonl]',
  summary: 'SPL over Windows logs or a preview’s data, without Splunk',
  options: {
    batch: {
      type: 'string',
      value: 'FILE',
      help: 'many searches over logs read once: a line of JSON {id, search} each',
    },
    logs: { type: 'string', variadic: true, value: 'PATH…', help: 'Windows logs: files or folders' },
    data: { type: 'string', value: 'DIR', help: 'the data folder of a preview (which must not be running)' },
    app: { type: 'string', value: 'DIR', help: 'the app whose macros and lookups count (default: our own)' },
    earliest: {
      type: 'string',
      value: 'T',
      help: 'from this time on: -24h@h, 2024-01-31, epoch seconds (default: all time)',
    },
    latest: { type: 'string', value: 'T', help: 'up to this time, itself left out' },
    'time-zone': { type: 'string', value: 'ZONE', help: 'IANA name, for times in texts (default: that of the system)' },
    format: { type: 'string', choices: ['table', 'csv', 'jsonl'], help: 'default: table; batches give JSON lines' },
    precedence: {
      type: 'string',
      choices: ['or-first', 'and-first'],
      default: 'or-first',
      help: 'how OR and AND bind in search and tstats; Splunk’s own is or-first',
    },
    'no-parent-resolution': { type: 'boolean', help: 'leaves a 4688 event without a parent name without one' },
  },
  run,
};

async function run(call: VerbCall): Promise<ExitCode> {
  checkUsage(call);
  const { io } = call;
  const app = appFolder(call);
  const missing = missingPaths(
    [...call.list('logs'), ...(call.text('app') === undefined ? [] : [app])],
    io.workingFolder,
  );
  for (const one of missing) io.say(formatDiagnostic(one));
  if (missing.length > 0) return 1;
  const store = await openStore(call);
  try {
    const failed = await loadLogs(store, call.list('logs'), !call.flag('no-parent-resolution'), io);
    const environment = appEnvironment(app, io.say);
    const code =
      call.text('batch') === undefined
        ? await runOne(call, store, environment)
        : await runBatch(call, store, environment);
    if (!call.io.signal.aborted) return failed ? 3 : code;
    call.io.say('Stopped: the rows are not complete.');
    return INTERRUPTED;
  } finally {
    await store.close();
  }
}

function checkUsage(call: VerbCall): void {
  const isBatch = call.text('batch') !== undefined;
  if (call.positionals.length !== (isBatch ? 0 : 1))
    throw new UsageError(isBatch ? 'Give either a search or --batch.' : 'Give one search, in quotes.');
  if (call.text('data') !== undefined && call.list('logs').length > 0)
    throw new UsageError('Give --logs or --data, not both.');
}

/** Our own app lies beside the program: `default/` of the package. */
function appFolder(call: VerbCall): string {
  const asked = call.text('app');
  if (asked !== undefined) return resolve(call.io.workingFolder, asked);
  const packaged = join(dirname(process.argv[1] ?? ''), '..');
  return existsSync(join(packaged, 'default', 'macros.conf')) ? packaged : call.io.workingFolder;
}

function openStore(call: VerbCall): Promise<EventStore> {
  const data = call.text('data');
  if (data === undefined) return openEventStore(':memory:');
  const path = resolve(call.io.workingFolder, data, 'events.duckdb');
  if (!existsSync(path)) throw new UsageError(`There is no preview data in ${data} (no events.duckdb).`);
  return openEventStore(path);
}

function ask(call: VerbCall, store: EventStore, environment: SearchEnvironment, text: string): Promise<SearchResult> {
  const [earliest, latest] = [call.text('earliest'), call.text('latest')];
  return runSearch(store, environment, {
    text,
    timeZone: call.text('time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: call.io.now() / 1000,
    signal: call.io.signal,
    precedence: call.text('precedence') === 'and-first' ? 'and-first' : 'or-first',
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
  });
}

async function runOne(call: VerbCall, store: EventStore, environment: SearchEnvironment): Promise<ExitCode> {
  const { io } = call;
  const text = call.positionals[0] ?? '';
  const result = await ask(call, store, environment, text);
  const source = { name: '<search>', text };
  for (const one of result.diagnostics) io.say(formatDiagnostic(one, one.file === source.name ? source : undefined));
  for (const piece of printRows(result, rowFormat(call.text('format')), terminalWidth(call))) await io.write(piece);
  return hasErrors(result.diagnostics) ? 1 : 0;
}

function rowFormat(text: string | undefined): RowFormat {
  return text === 'csv' || text === 'jsonl' ? text : 'table';
}

function terminalWidth({ io }: VerbCall): number {
  const columns = Number(io.environment.COLUMNS ?? process.stdout.columns);
  return Number.isInteger(columns) && columns > 20 ? columns : 160;
}

async function runBatch(call: VerbCall, store: EventStore, environment: SearchEnvironment): Promise<ExitCode> {
  const { io } = call;
  let failed = false;
  for (const line of readBatch(resolve(io.workingFolder, call.text('batch') ?? ''))) {
    if (io.signal.aborted) break;
    const started = performance.now();
    const { rows, diagnostics } =
      line.kind === 'search' ? await ask(call, store, environment, line.search) : nothing(line.diagnostic);
    failed ||= hasErrors(diagnostics);
    const ms = Math.round((performance.now() - started) * 10) / 10;
    await io.write(`{"id":${JSON.stringify(line.id)},"rows":[`);
    for (const piece of inPieces(rows, (row, i) => (i === 0 ? '' : ',') + JSON.stringify(row))) await io.write(piece);
    await io.write(`],${JSON.stringify({ ms, diagnostics }).slice(1)}\n`);
  }
  return failed ? 1 : 0;
}

function nothing(diagnostic: Diagnostic): Pick<SearchResult, 'rows' | 'diagnostics'> {
  return { rows: [], diagnostics: [diagnostic] };
}
