import { hasErrors, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import type { Pipeline } from '../spl/ast';
import type { SearchContext, SearchStore, Stream } from './context';
import { CommandCosts } from './command_costs';
import { defaultLimits } from './limits';
import { parseExpanded } from './parse_expanded';
import { engineMessage, problemAt, SearchProblem } from './problem';
import { runPipeline, subsearchRunner } from './pipeline';
import { PREVIEW_EVERY, PreviewClock } from './preview_clock';
import { previewer } from './previews';
import type { TimeRange } from './planner/time_range';
import { ResultRows } from './result_rows';
import type { EventStore } from './store/event_store';
import { isOutOfMemory } from './store/memory_queue';
import type { QueryUse } from './store/run_query';
import { parseTime } from '../spl/time/modifier';
import { isTimeZone } from '../spl/time/zone';
import type { SearchEnvironment, SearchLimits, SearchRequest, SearchResult } from './types';
import type { Batch } from './values/row';
import { nowhere } from './commands/command';

/**
 * Runs a search and gives its rows with everything there is to say about it. Never rejects because of the search: what is
 * wrong with it is among the diagnostics, and so is a limit that was met. A search that is cancelled gives what it has.
 */
export async function runSearch(
  store: EventStore,
  environment: SearchEnvironment,
  request: SearchRequest,
): Promise<SearchResult> {
  const run = newRun(store, environment, request);
  try {
    const pipeline = run.context.parse(request.text, nowhere);
    await gather(runPipeline(pipeline.commands, withPreviews(run), { input: run.input, costs: run.costs }), run);
  } catch (error) {
    run.context.report(diagnosticOf(error));
  }
  run.stopClock();
  sayWhyItEnded(run);
  return resultOf(run, false);
}

interface Run {
  readonly request: SearchRequest;
  readonly context: SearchContext;
  readonly input: Stream | undefined;
  readonly limits: SearchLimits;
  readonly diagnostics: Map<string, Diagnostic>;
  readonly timeout: AbortSignal;
  readonly stopClock: () => void;
  readonly preview: PreviewClock;
  readonly found: ResultRows;
  readonly costs: CommandCosts;
}

function newRun(store: EventStore, environment: SearchEnvironment, request: SearchRequest): Run {
  const limits = { ...defaultLimits, ...request.limits };
  const diagnostics = new Map<string, Diagnostic>();
  const report = (one: Diagnostic): void =>
    void diagnostics.set(`${one.code} ${one.line} ${one.column} ${one.message}`, one);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), limits.maxMilliseconds);
  timer.unref();
  const clock = { now: request.now, timeZone: isTimeZone(request.timeZone) ? request.timeZone : 'UTC' };
  const context: SearchContext = {
    store: storeFor(store, request),
    progressed: risingOnly(request.onProgress),
    showPreview: undefined,
    previewAfter: request.previewEvery ?? PREVIEW_EVERY,
    environment,
    clock,
    signal: AbortSignal.any([request.signal, timeout.signal]),
    limits,
    range: {},
    searchId: request.searchId,
    counters: { scanned: 0, matched: 0 },
    depth: 0,
    report,
    parse: (text, span) => parse({ name: span.source.name, text }),
    runSubsearch: (pipeline, how) => subsearchRunner(withRange)(pipeline, how),
    runOver: (pipeline, input) => runPipeline(pipeline.commands, withRange, { input }),
  };
  const scope = { environment, clock, precedence: request.precedence ?? 'or-first', report } as const;
  const parse = (source: Source): Pipeline => parseExpanded(source, scope);
  const withRange: SearchContext = { ...context, range: rangeOfRequest(request, context) };
  return {
    request,
    context: withRange,
    input: request.input === undefined ? undefined : inputStream(request.input),
    limits,
    diagnostics,
    timeout: timeout.signal,
    stopClock: () => clearTimeout(timer),
    preview: new PreviewClock(request.previewEvery),
    found: new ResultRows(clock.timeZone),
    costs: new CommandCosts(),
  };
}

/** The context of the search itself: what it runs inside of it gives no previews. */
function withPreviews(run: Run): SearchContext {
  const { onPreview } = run.request;
  if (onPreview === undefined) return run.context;
  const give = (found: Batch): void => onPreview({ ...resultOf(run, true), ...found });
  return { ...run.context, showPreview: previewer(run.context, run.preview, give) };
}

/** The store on behalf of one search. */
function storeFor(store: EventStore, { onWork, lane = () => 'quick', signal }: SearchRequest): SearchStore {
  const use: QueryUse = { lane, ...(onWork === undefined ? {} : { onWork }) };
  return {
    query: (query, signal, onProgress) =>
      store.query(query, signal, onProgress === undefined ? use : { ...use, onProgress }),
    queryAside: (query, signal) => store.query(query, signal),
    turn: async () => {
      await store.turn(lane());
      // Rows that nobody waits for any more need not be put in order.
      if (signal.aborted) throw new SearchProblem(cancelled);
    },
    timeBounds: () => store.timeBounds(),
    sliceEvents: store.sliceEvents,
    scratchFile: () => store.scratchFile(),
  };
}

function risingOnly(tell: ((fraction: number) => void) | undefined): (fraction: number) => void {
  let most = 0;
  return (fraction) => {
    if (fraction <= most) return;
    most = fraction;
    tell?.(Math.min(1, fraction));
  };
}

async function* inputStream({ fields, rows }: NonNullable<SearchRequest['input']>): Stream {
  if (!(Symbol.asyncIterator in rows)) yield { fields, rows };
  else for await (const some of rows) yield { fields, rows: some };
}

function rangeOfRequest({ earliest, latest }: SearchRequest, { clock, report }: SearchContext): TimeRange {
  const read = (text: string | undefined): number | undefined => {
    if (text === undefined || text.trim() === '') return undefined;
    const result = parseTime(text, clock);
    if (result.kind === 'time') return result.epoch;
    report(engineMessage('badTime', 'error', nowhere, result.problem));
    return undefined;
  };
  const from = read(earliest);
  const to = read(latest);
  return { ...(from === undefined ? {} : { earliest: from }), ...(to === undefined ? {} : { latest: to }) };
}

/** Rows are taken up in slices: between them others get their turn, and the search can be cancelled. */
const SLICE = 2048;

async function gather(stream: Stream, run: Run): Promise<void> {
  if (hasErrors([...run.diagnostics.values()])) return;
  for await (const batch of stream) {
    const room = run.limits.maxResultRows - run.found.count;
    const most = Math.min(room, batch.rows.length);
    for (let from = 0; from === 0 || from < most; from += SLICE) {
      const rows = run.found.take(batch, from, Math.min(from + SLICE, most));
      if (run.request.sink === undefined) run.found.keep(rows);
      else if (rows.length > 0) await run.request.sink(rows);
      if (run.request.onPreview !== undefined && run.preview.isDue()) run.request.onPreview(resultOf(run, true));
      if (run.context.signal.aborted) return;
      if (most > SLICE) await run.context.store.turn();
    }
    if (batch.rows.length > room) throw rowLimit(run.limits);
  }
}

function rowLimit({ maxResultRows }: SearchLimits): SearchProblem {
  return new SearchProblem(
    engineMessage('rowLimit', 'warning', nowhere, {
      message: `Only the first ${maxResultRows} rows were kept (limits.conf [search] max_count)`,
      hint: 'Narrow the search or the time range, or summarise with stats.',
    }),
  );
}

/** Any failure as a message: a problem of the search has its own, the database's is named as such. */
function diagnosticOf(error: unknown): Diagnostic {
  if (error instanceof SearchProblem) return error.diagnostic;
  const text = error instanceof Error ? error.message : String(error);
  if (isOutOfMemory(error))
    return problemAt(
      'memoryLimit',
      nowhere,
      'The database ran out of the memory that it may use',
      'Narrow the time range, or group by fewer fields.',
    ).diagnostic;
  if (/\bENOSPC\b|no space left/i.test(text))
    return problemAt(
      'database',
      nowhere,
      'The search failed: the disk is full',
      'Make room on the disk, or narrow the time range.',
    ).diagnostic;
  return problemAt(
    'database',
    nowhere,
    `The search failed: ${text.split('\n')[0] ?? ''}`,
    'Run it again; if it fails again, report it with its text.',
  ).diagnostic;
}

const cancelled = engineMessage('cancelled', 'information', nowhere, {
  message: 'The search was cancelled',
  hint: 'The rows are those that were there by then.',
});

function sayWhyItEnded({ context, timeout, request, limits }: Run): void {
  if (request.signal.aborted) context.report(cancelled);
  else if (timeout.aborted)
    context.report(
      engineMessage('timeLimit', 'warning', nowhere, {
        message: `The search was ended after ${limits.maxMilliseconds} ms`,
        hint: 'The rows are those that were there by then. Narrow the search or the time range.',
      }),
    );
}

function resultOf(run: Run, isPreview: boolean): SearchResult {
  return {
    ...run.found.result(),
    diagnostics: [...run.diagnostics.values()],
    scanCount: run.context.counters.scanned,
    eventCount: run.context.counters.matched,
    isPreview,
    costs: run.costs.all,
  };
}
