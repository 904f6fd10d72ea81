import { ownValue } from '../../core/own_value';
import { isTrue, Params, wholeNumber } from '../http/params';
import { badRequest, forbidden, RestError } from '../http/rest_error';
import { jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import type { Job } from '../jobs/job';
import { jobAcl, jobEntry, maySee } from '../jobs/job_entry';
import { failureOf, jobReply } from '../jobs/job_reply';
import { jobOf, specOf } from '../jobs/job_request';
import { aclJson } from '../rest/feed_json';
import { entryReply, listReply, messagesReply, valuesReply } from '../rest/answers';
import { isAdmin } from '../rest/rights';
import { entryDocument } from '../rest/feed_atom';
import { withFields } from '../rest/list';
import { wantsJson, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { durationSeconds } from '../times';

/** `search/jobs`: create, list, status, control, removal (REST reference 10.2; shapes as in reference 2.3). */
export const searchJobRoutes: readonly Route[] = [
  {
    pattern: 'search/jobs',
    collection: true,
    methods: { GET: listJobs, POST: createJob },
    capability: { POST: 'search' },
  },
  { pattern: 'search/jobs/oneshot', methods: { POST: oneshot }, capability: 'search' },
  { pattern: 'search/jobs/{sid}', methods: { GET: showJob, POST: editJob, DELETE: removeJob } },
  { pattern: 'search/jobs/{sid}/control', methods: { POST: controlJob } },
  { pattern: 'search/jobs/{sid}/acl', methods: { GET: showAcl, POST: changeAcl } },
];

function listJobs(request: RestRequest, services: Services): Reply {
  const wanted = request.params.all('id');
  const jobs = services.jobs
    .all()
    .filter((job) => maySee(job, request) && (wanted.length === 0 || wanted.includes(job.sid)))
    .sort((a, b) => b.createdAt - a.createdAt);
  const entries = jobs.map((job) => jobEntry(job, request, services));
  return listReply(request, 'jobs', entries, { defaultSort: '' });
}

async function createJob(request: RestRequest, services: Services): Promise<Reply> {
  const spec = specOf(request, services);
  const mode = request.params.get('exec_mode') ?? 'normal';
  if (!['normal', 'blocking', 'oneshot'].includes(mode))
    throw badRequest(`Invalid exec_mode "${mode}": use normal, blocking or oneshot.`);
  services.checkSearch(spec);
  const job = services.jobs.create(spec);
  if (mode === 'normal') return valuesReply(request, 201, { sid: job.sid });
  request.incoming.gone.addEventListener('abort', () => services.jobs.cancel(job));
  await job.done;
  if (mode === 'blocking') return valuesReply(request, 201, { sid: job.sid });
  return oneshotReply(job, request, services);
}

/** `search/jobs/oneshot`: an address of its own for `exec_mode=oneshot`. */
function oneshot(request: RestRequest, services: Services): Promise<Reply> {
  const params = request.params.with(new Params([['exec_mode', 'oneshot']]));
  return createJob({ ...request, params }, services);
}

async function oneshotReply(job: Job, request: RestRequest, services: Services): Promise<Reply> {
  try {
    const failure = failureOf(job);
    if (failure !== undefined) throw new RestError(400, failure, 'FATAL');
    return await jobReply(job, request.params);
  } finally {
    services.jobs.cancel(job);
  }
}

function showJob(request: RestRequest, services: Services): Reply {
  const job = jobOf(request, services);
  if (!job.isDone) job.touchedAt = services.now();
  const entry = jobEntry(job, request, services);
  if (wantsJson(request.params)) return entryReply(request, 'jobs', entry);
  return reply(200, XML_TYPE, entryDocument(withFields(entry, request.params), request.feed));
}

function editJob(request: RestRequest, services: Services): Reply {
  const job = changeable(jobOf(request, services), request);
  const custom = request.form.entries().filter(([name]) => !name.startsWith('custom.'));
  if (custom.some(([name]) => name !== 'output_mode'))
    throw badRequest('Only custom.* properties of a job can be edited.');
  return entryReply(request, 'jobs', jobEntry(job, request, services));
}

function removeJob(request: RestRequest, services: Services): Reply {
  services.jobs.cancel(changeable(jobOf(request, services), request));
  return messagesReply(request, 200, [{ type: 'INFO', text: 'Search job cancelled.' }]);
}

function changeable(job: Job, request: RestRequest): Job {
  if (job.spec.owner !== request.caller.user.name && !isAdmin(request.caller))
    throw forbidden(`Search job "${job.sid}" belongs to ${job.spec.owner}.`);
  return job;
}

type Action = (job: Job, request: RestRequest, services: Services) => string;

/** All control actions; the text is the answer's message. */
const actions: Readonly<Record<string, Action>> = {
  cancel: (job, _request, services) => {
    services.jobs.cancel(job);
    return 'Search job cancelled.';
  },
  finalize: (job, _request, services) => {
    services.jobs.finalize(job);
    return 'Search job finalized.';
  },
  pause: (job) => {
    job.pause();
    return 'Search job paused.';
  },
  unpause: (job) => {
    job.unpause();
    return 'Search job continued.';
  },
  touch: (job, _request, services) => {
    job.touchedAt = services.now();
    return 'Search job touched.';
  },
  setttl: (job, { params }, services) => {
    job.ttlSeconds = ttlOf(params);
    job.touchedAt = services.now();
    return `The ttl of the search job was changed to ${job.ttlSeconds}.`;
  },
  setpriority: (job, { params }) => {
    job.priority = wholeNumber(params, 'priority', 5);
    return 'The search job priority was changed.';
  },
  enablepreview: (job) => {
    job.previewEnabled = true;
    return 'Search job results preview enabled.';
  },
  disablepreview: (job) => {
    job.previewEnabled = false;
    return 'Search job results preview disabled.';
  },
  save: (job) => {
    job.isSaved = true;
    job.ttlSeconds = SAVED_TTL;
    return 'Search job saved.';
  },
  unsave: (job) => {
    job.isSaved = false;
    job.ttlSeconds = job.spec.ttlSeconds;
    return 'Search job unsaved.';
  },
  setworkloadpool: () => 'There are no workload pools in the preview; nothing was changed.',
};

/** limits.conf, [search] default_save_ttl. */
const SAVED_TTL = 604_800;

function ttlOf(params: Params): number {
  const seconds = durationSeconds(params.get('ttl') ?? '');
  if (seconds === undefined) throw badRequest('The "ttl" argument must be a number of seconds.');
  return seconds;
}

function controlJob(request: RestRequest, services: Services): Reply {
  const name = request.params.get('action') ?? '';
  const job = changeable(jobOf(request, services), request);
  const action = ownValue(actions, name);
  if (action === undefined) throw new RestError(400, 'Unknown action.', 'FATAL');
  return messagesReply(request, 200, [{ type: 'INFO', text: action(job, request, services) }]);
}

function showAcl(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'jobs', jobEntry(jobOf(request, services), request, services));
}

function changeAcl(request: RestRequest, services: Services): Reply {
  const job = changeable(jobOf(request, services), request);
  const read = request.params.get('perms.read') ?? '';
  job.sharedWithAll = read.includes('*') || isTrue(request.params.get('sharing') === 'global' ? '1' : '0');
  const ttl = request.params.get('ttl');
  if (ttl !== undefined) job.ttlSeconds = ttlOf(request.params);
  return jsonReply(200, { acl: aclJson(jobAcl(job, request)) });
}
