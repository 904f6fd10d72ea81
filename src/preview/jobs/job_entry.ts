import { epochSeconds } from '../times';
import { isAdmin } from '../rest/rights';
import type { Acl, Content, Entry, Json } from '../rest/entry';
import type { RestRequest } from '../rest/request';
import type { Services } from '../services';
import type { Job } from './job';

/** A job as the API lists it: real booleans and numbers, as measured on 10.4.2 (reference 2.3). */
export function jobEntry(job: Job, request: RestRequest, services: Services): Entry {
  const version = request.isV2 ? 'search/v2/jobs' : 'search/jobs';
  return {
    name: job.sid,
    title: job.spec.search,
    path: `${request.prefix}/${version}/${encodeURIComponent(job.sid)}`,
    content: jobContent(job, services),
    acl: jobAcl(job, request),
    author: job.spec.owner,
    published: job.createdAt,
    updated: Math.max(job.touchedAt, job.endedAt ?? 0),
    links: ['alternate', 'search.log', 'events', 'results', 'results_preview', 'timeline', 'summary', 'control'],
  };
}

export function jobAcl(job: Job, request: Pick<RestRequest, 'caller'>): Acl {
  const canWrite = job.spec.owner === request.caller.user.name || isAdmin(request.caller);
  return {
    app: job.spec.app,
    owner: job.spec.owner,
    sharing: 'global',
    read: job.sharedWithAll ? ['*'] : [job.spec.owner],
    write: [job.spec.owner],
    canWrite,
    removable: canWrite,
  };
}

/** Whether a caller may see a job: his own, shared ones, all for an administrator. */
export function maySee(job: Job, request: Pick<RestRequest, 'caller'>): boolean {
  return job.sharedWithAll || job.spec.owner === request.caller.user.name || isAdmin(request.caller);
}

function jobContent(job: Job, services: Services): Content {
  const { spec, result } = job;
  const now = services.now();
  const rows = job.table.count;
  return {
    ...stateContent(job),
    ...timeContent(job),
    sid: job.sid,
    label: spec.label,
    search: spec.search,
    normalizedSearch: spec.search,
    optimizedSearch: spec.search,
    remoteSearch: '',
    reportSearch: '',
    eventSearch: spec.search,
    keywords: '',
    canSummarize: false,
    cursorTime: isoSeconds(job.createdAt / 1000),
    defaultSaveTTL: '604800',
    defaultTTL: '600',
    delegate: spec.isScheduled ? 'scheduler' : '',
    diskUsage: job.rows.bytesInMemory + job.rows.bytesOnDisk,
    dropCount: 0,
    eventAvailableCount: spec.statusBuckets > 0 ? rows : 0,
    eventCount: result?.eventCount ?? 0,
    eventFieldCount: 0,
    eventIsStreaming: true,
    eventIsTruncated: false,
    eventSorting: 'none',
    fieldMetadataResults: Object.fromEntries((result?.fields ?? []).map((name) => [name, { type: 'unknown' }])),
    isSaved: job.isSaved,
    isSavedSearch: spec.savedSearch !== undefined,
    isRealTimeSearch: false,
    isRemoteTimeline: false,
    isTimeCursored: false,
    isGoodSummarizationCandidate: '0',
    isEventsPreviewEnabled: false,
    numPreviews: job.previews,
    pid: String(process.pid),
    pidSoftLimit: '',
    priority: job.priority,
    provenance: spec.isScheduled ? 'scheduler' : 'rest',
    resultCount: job.isDone ? rows : 0,
    resultIsStreaming: false,
    resultPreviewCount: rows,
    runDuration: job.runSeconds(now),
    sampleRatio: '1',
    sampleSeed: '0',
    scanCount: result?.scanCount ?? 0,
    searchCanBeEventType: false,
    searchTotalBucketsCount: 0,
    searchTotalEliminatedBucketsCount: 0,
    statusBuckets: spec.statusBuckets,
    ttl: remainingTtl(job, now),
    messages: job.messages.map(({ type, text }) => ({ type, text })),
    performance: performanceContent(job),
    request: spec.request,
    runtime: { auto_cancel: String(spec.autoCancelSeconds), auto_pause: '0' },
    searchProviders: [services.serverName],
    ...savedContent(job),
  };
}

/** The execution costs of the job inspector, by component (Splunk's Search Manual, View search job properties). */
function performanceContent(job: Job): Content {
  const commands = Object.entries(job.result?.costs ?? {}).map(([name, cost]): [string, Json] => [
    `command.${name}`,
    {
      duration_secs: rounded(cost.seconds),
      invocations: cost.invocations,
      input_count: cost.inputCount,
      output_count: cost.outputCount,
    },
  ]);
  return Object.fromEntries(commands);
}

const rounded = (seconds: number): number => Number(seconds.toFixed(3));

function stateContent(job: Job): Content {
  return {
    dispatchState: job.state === 'USER_CANCEL' ? 'INTERNAL_CANCEL' : job.state,
    // The end is when the results are there.
    doneProgress: job.isDone ? 1 : Math.min(0.99, Number(job.progress.toFixed(5))),
    isDone: job.isDone,
    isFailed: job.state === 'FAILED',
    isFinalized: job.isFinalized,
    isPaused: job.state === 'PAUSE',
    isZombie: false,
    isPreviewEnabled: job.previewEnabled,
    isBatchModeSearch: true,
  };
}

function timeContent(job: Job): Content {
  const { spec } = job;
  const now = (spec.now ?? job.createdAt) / 1000;
  const at = (text: string | undefined): number | undefined =>
    text === undefined || text === '' ? undefined : epochSeconds(text, now, spec.timeZone);
  const earliest = at(spec.earliest) ?? 0;
  const latest = at(spec.latest) ?? now;
  const asked: Record<string, Json> = {};
  if (spec.earliest !== undefined && spec.earliest !== '') asked.searchEarliestTime = earliest;
  if (spec.latest !== undefined && spec.latest !== '') asked.searchLatestTime = latest;
  return { earliestTime: isoSeconds(earliest), latestTime: isoSeconds(latest), bundleVersion: '1', ...asked };
}

function savedContent({ spec }: Job): Content {
  if (spec.savedSearch === undefined) return {};
  return {
    savedSearchLabel: JSON.stringify({
      owner: spec.savedSearch.owner,
      app: spec.savedSearch.app,
      sharing: 'app',
    }),
    isScheduled: spec.isScheduled,
  };
}

function remainingTtl(job: Job, now: number): number {
  return job.isDone ? Math.max(0, Math.round(job.ttlSeconds - (now - job.touchedAt) / 1000)) : job.ttlSeconds;
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('Z', '+00:00');
}
