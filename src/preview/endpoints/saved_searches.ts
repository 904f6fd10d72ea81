import { WHOLE_SEARCH } from '../saved/alert_store';
import type { ConfObject } from '../conf_layers/conf_object';
import { isTrue, wholeNumber } from '../http/params';
import { badRequest, RestError } from '../http/rest_error';
import { jsonReply, type Reply } from '../http/reply';
import { jobEntry, maySee } from '../jobs/job_entry';
import { entriesReply, entryReply, listReply, messagesReply, valuesReply } from '../rest/answers';
import { named, type RestRequest } from '../rest/request';
import type { Method, Route } from '../rest/router';
import type { Entry } from '../rest/entry';
import { dispatchSaved, searchKey } from '../saved/dispatch';
import { savedChanges, savedContent } from '../saved/rest_names';
import { qualifiedSearch, savedSearchOf } from '../saved/saved_search';
import type { Services } from '../services';
import { epochSeconds } from '../times';
import {
  changeObject,
  changesOf,
  createObject,
  existing,
  existingAll,
  newName,
  objectEntry,
  removeObject,
  requireWrite,
  visible,
} from './conf_entries';
import { changeAccess, moveTo } from './object_acl';

/** `saved/searches`: reference 2.7; statuses as splunk-utils expects them (create 201, dispatch 201, the rest 200). */
const FILE = 'savedsearches';
const BASE = 'saved/searches';
const ONE = `${BASE}/{name}`;

export const savedSearchRoutes: readonly Route[] = [
  { pattern: BASE, collection: true, methods: { GET: list, POST: create } },
  { pattern: ONE, methods: { GET: show, POST: change, DELETE: remove } },
  { pattern: `${ONE}/dispatch`, methods: { POST: dispatch, GET: dispatch }, capability: 'search' },
  { pattern: `${ONE}/history`, methods: { GET: history } },
  { pattern: `${ONE}/suppress`, methods: { GET: suppression, POST: suppress } },
  { pattern: `${ONE}/acknowledge`, methods: { POST: acknowledge } },
  { pattern: `${ONE}/scheduled_times`, methods: { GET: scheduledTimes } },
  { pattern: `${ONE}/enable`, methods: toggle('0') },
  { pattern: `${ONE}/disable`, methods: toggle('1') },
  { pattern: `${ONE}/reschedule`, methods: { POST: reschedule } },
  { pattern: `${ONE}/acl`, methods: { GET: show, POST: access } },
  { pattern: `${ONE}/move`, methods: { POST: move } },
];

function entryOf(object: ConfObject, request: RestRequest, services: Services): Entry {
  const now = services.now() / 1000;
  const fired = services.scheduler.alerts
    .fired(now)
    .filter(({ name, app }) => name === object.name && app === object.app);
  const content = { ...savedContent(object, now, services.timeZone), triggered_alert_count: fired.length };
  return objectEntry(object, request, BASE, content, ['dispatch', 'embed', 'history']);
}

const target = (request: RestRequest, services: Services): ConfObject =>
  existing(request, services, FILE, named(request, 'name'));

function list(request: RestRequest, services: Services): Reply {
  const entries = visible(request, services, FILE).map((object) => entryOf(object, request, services));
  return listReply(request, 'savedsearch', entries, { links: ['create', '_reload', '_acl'] });
}

function show(request: RestRequest, services: Services): Reply {
  const found = existingAll(request, services, FILE, named(request, 'name'));
  return entriesReply(
    request,
    'savedsearch',
    found.map((object) => entryOf(object, request, services)),
  );
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  const name = newName(request);
  const changes = savedChanges(changesOf(request.form), undefined);
  if ((changes.search ?? '') === '') throw badRequest('Cannot create a saved search without the argument "search".');
  const object = await createObject(request, services, FILE, name, changes);
  return entryReply(request, 'savedsearch', entryOf(object, request, services), 201);
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  const before = target(request, services);
  const object = await changeObject(before, request, services, savedChanges(changesOf(request.form), before));
  return entryReply(request, 'savedsearch', entryOf(object, request, services));
}

async function remove(request: RestRequest, services: Services): Promise<Reply> {
  await removeObject(target(request, services), request, services);
  return list(request, services);
}

function toggle(
  disabled: string,
): Partial<Record<Method, (request: RestRequest, services: Services) => Promise<Reply>>> {
  return {
    POST: async (request, services) => {
      const object = await changeObject(target(request, services), request, services, { disabled });
      return entryReply(request, 'savedsearch', entryOf(object, request, services));
    },
  };
}

async function access(request: RestRequest, services: Services): Promise<Reply> {
  const object = await changeAccess(target(request, services), request, services);
  return entryReply(request, 'savedsearch', entryOf(object, request, services));
}

async function move(request: RestRequest, services: Services): Promise<Reply> {
  const object = await moveTo(target(request, services), request, services);
  return entryReply(request, 'savedsearch', entryOf(object, request, services));
}

/** 201 with the sid; `trigger_actions=1` decides on the alert when the job is over. */
function dispatch(request: RestRequest, services: Services): Reply {
  const object = target(request, services);
  const saved = savedSearchOf(object);
  if (object.settings.get('disabled') === '1' && !isTrue(request.params.get('force_dispatch')))
    throw new RestError(409, `Saved search "${saved.name}" is disabled and can't be dispatched.`, 'ERROR');
  const now = request.params.get('now') ?? request.params.get('dispatch.now');
  const at = now === undefined || isTrue(now) ? undefined : epochSeconds(now, services.now() / 1000, services.timeZone);
  services.checkSearch({ search: qualifiedSearch(saved.search), app: saved.app, owner: request.caller.user.name });
  const job = dispatchSaved(
    saved,
    {
      user: request.caller.user.name,
      isScheduled: false,
      ...(at === undefined ? {} : { now: at * 1000 }),
      overrides: Object.fromEntries(request.params.entries().filter(([name]) => name.startsWith('dispatch.'))),
      args: Object.fromEntries(
        request.params.entries().flatMap(([name, value]) => (name.startsWith('args.') ? [[name.slice(5), value]] : [])),
      ),
    },
    services,
  );
  if (isTrue(request.params.get('trigger_actions')))
    void job.done.then(() => services.scheduler.afterRun(saved, job, at ?? services.now() / 1000));
  return valuesReply(request, 201, { sid: job.sid });
}

/** The jobs of a saved search; each entry's name is its sid. */
function history(request: RestRequest, services: Services): Reply {
  const saved = target(request, services);
  const jobs = services.jobs
    .all()
    .filter(({ spec }) => spec.savedSearch?.name === saved.name && spec.savedSearch.app === saved.app)
    .filter((job) => maySee(job, request) || job.spec.isScheduled);
  const entries = jobs.map((job): Entry => {
    const entry = jobEntry(job, request, services);
    const start = Math.floor(job.createdAt / 1000);
    return {
      ...entry,
      name: job.sid,
      title: job.sid,
      content: {
        ...entry.content,
        start,
        durableTime: start,
        isScheduled: job.spec.isScheduled,
        earliest_time: job.spec.earliest ?? '',
        latest_time: job.spec.latest ?? '',
      },
    };
  });
  return listReply(request, 'savedsearch', entries.reverse(), { defaultSort: '' });
}

function suppression(request: RestRequest, services: Services): Reply {
  const saved = savedSearchOf(target(request, services));
  const now = services.now() / 1000;
  const found = services.scheduler.alerts.suppressionsOf(searchKey(saved), now);
  const last = [...found].sort((a, b) => b.until - a.until)[0];
  const asked = request.params.get('expiration') !== undefined;
  const content = {
    suppressed: found.length > 0,
    expiration: last === undefined ? 0 : Math.ceil(last.until - now),
    suppressionKey: last?.key ?? '',
    ...(asked ? { suppressions: found.map(({ key, until }) => ({ key, expiration: Math.ceil(until - now) })) } : {}),
  };
  const entry = objectEntry(target(request, services), request, BASE, content);
  return entryReply(request, 'savedsearch', entry);
}

/** Nothing of this search fires for so many seconds; 0 lets it fire again. */
async function suppress(request: RestRequest, services: Services): Promise<Reply> {
  const object = target(request, services);
  requireWrite(object, request);
  const { alerts } = services.scheduler;
  const [key, now] = [searchKey(savedSearchOf(object)), services.now() / 1000];
  const seconds = wholeNumber(request.params, 'expiration', 0);
  if (seconds > 0) await alerts.suppress(key, WHOLE_SEARCH, now + seconds);
  else for (const each of alerts.suppressionsOf(key, now)) await alerts.acknowledge(key, each.key);
  return suppression(request, services);
}

async function acknowledge(request: RestRequest, services: Services): Promise<Reply> {
  const object = target(request, services);
  requireWrite(object, request);
  const key = searchKey(savedSearchOf(object));
  const wanted = request.params.get('key');
  const on = services.scheduler.alerts.suppressionsOf(key, services.now() / 1000);
  for (const each of on.filter((one) => wanted === undefined || one.key === wanted))
    await services.scheduler.alerts.acknowledge(key, each.key);
  return messagesReply(request, 200, [{ type: 'INFO', text: 'The suppression was cleared.' }]);
}

function scheduledTimes(request: RestRequest, services: Services): Reply {
  const object = target(request, services);
  const now = services.now() / 1000;
  const time = (name: string): number => {
    const text = request.params.get(name);
    const epoch = text === undefined ? undefined : epochSeconds(text, now, services.timeZone);
    if (epoch === undefined) throw badRequest(`The argument "${name}" must be a time.`);
    return Math.floor(epoch);
  };
  const times = services.scheduler.timesBetween(savedSearchOf(object), time('earliest_time'), time('latest_time'));
  return entryReply(request, 'savedsearch', objectEntry(object, request, BASE, { scheduled_times: times }));
}

function reschedule(request: RestRequest, services: Services): Reply {
  target(request, services);
  services.scheduler.tick();
  return jsonReply(200, { messages: [] });
}
