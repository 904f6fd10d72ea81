import { wholeNumber, type Params } from '../http/params';
import { RestError, unknownSid } from '../http/rest_error';
import { named, type RestRequest } from '../rest/request';
import type { Services } from '../services';
import { epochSeconds } from '../times';
import type { Job, JobSpec } from './job';
import { maySee } from './job_entry';

/** The job of the path, for a caller who may see it. */
export function jobOf(request: RestRequest, services: Services): Job {
  const job = services.jobs.find(named(request, 'sid'));
  if (job === undefined || !maySee(job, request)) throw unknownSid();
  return job;
}

/** What the form asks for. 400 without a search, with a wrong number or a time that is none. */
export function specOf(request: RestRequest, services: Services): JobSpec {
  const { params, caller, namespace } = request;
  const search = params.get('search')?.trim() ?? '';
  if (search === '')
    throw new RestError(
      400,
      "The required 'search' parameter for the Splunk platform REST API search/jobs endpoint is not specified. Specify the required 'search' parameter for the POST request on the endpoint and then retry your request.",
      'FATAL',
    );
  requireTimes(params, services);
  return {
    search: asCommand(search),
    earliest: params.get('earliest_time'),
    latest: params.get('latest_time'),
    owner: caller.user.name,
    app: appOf(params.get('namespace') ?? namespace.app, services),
    timeZone: zoneOf(params.get('tz'), caller.user.tz, services),
    ttlSeconds: wholeNumber(params, 'timeout', 600) || 600,
    maxCount: wholeNumber(params, 'max_count', 500_000),
    statusBuckets: wholeNumber(params, 'status_buckets', 0),
    autoCancelSeconds: wholeNumber(params, 'auto_cancel', 0),
    maxTimeSeconds: wholeNumber(params, 'max_time', 0),
    label: params.get('label') ?? '',
    savedSearch: undefined,
    isScheduled: false,
    request: shownRequest(params),
    sid: params.get('id'),
  };
}

/** The API takes the first word for a command: `makeresults` is `| makeresults`, only `search` needs no pipe. */
export function asCommand(search: string): string {
  return /^(\||search\b|`|\[)/i.test(search) ? search : `| ${search}`;
}

function appOf(app: string, services: Services): string {
  return app === '-' || app === '' ? services.appId : app;
}

function zoneOf(asked: string | undefined, own: string, services: Services): string {
  const zone = asked === undefined || asked === '' ? own : asked;
  return zone === '' || zone.startsWith('###') ? services.timeZone : zone;
}

function shownRequest(params: Params): Readonly<Record<string, string>> {
  return Object.fromEntries(params.entries().filter(([name]) => name !== 'output_mode'));
}

/** 400 for a time that is none, before a job exists. */
function requireTimes(params: Params, services: Services): void {
  for (const name of ['earliest_time', 'latest_time']) {
    const text = params.get(name);
    if (text === undefined || text === '') continue;
    if (epochSeconds(text, services.now() / 1000, services.timeZone) === undefined)
      throw new RestError(
        400,
        `Invalid ${name} "${text}": write a modifier such as -7d@d or now, or epoch seconds.`,
        'FATAL',
      );
  }
}
