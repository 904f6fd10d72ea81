import { ownValue } from '../../core/own_value';
import { confBoolean } from '../../conf/merge';
import type { ConfChanges } from '../../conf/edit';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest } from '../http/rest_error';
import type { Content, Json } from '../rest/entry';
import { qualifiedSearch } from './saved_search';
import { nextTime } from './schedule';

/** REST and savedsearches.conf call the same things differently (reference 2.7). */
const confNames: Readonly<Record<string, string>> = {
  is_scheduled: 'enableSched',
  alert_type: 'counttype',
  alert_comparator: 'relation',
  alert_threshold: 'quantity',
};

const restNames = new Map(Object.entries(confNames).map(([rest, conf]) => [conf, rest]));

/** Keys that are booleans in answers; the rest are numbers where listed below, else texts. */
const booleans = new Set([
  'disabled',
  'is_scheduled',
  'is_visible',
  'realtime_schedule',
  'run_on_startup',
  'restart_on_searchpeer_add',
  'alert.digest_mode',
  'dispatch.lookups',
  'dispatch.spawn_process',
  'action.email',
  'action.rss',
  'action.script',
  'action.webhook',
  'action.populate_lookup',
  'action.summary_index',
]);

const numbers = new Set(['alert.severity', 'max_concurrent', 'dispatch.max_count', 'dispatch.max_time', 'run_n_times']);

/** A stanza as `saved/searches` shows it. */
export function savedContent(object: ConfObject, now: number, timeZone: string): Content {
  const content: Content = Object.fromEntries(
    [...object.settings].map(([key, value]) => {
      const name = restNames.get(key) ?? key;
      return [name, typedValue(name, value)];
    }),
  );
  const suppress = object.settings.get('alert.suppress');
  const scheduled = content.is_scheduled === true && content.disabled !== true;
  const next = scheduled ? nextTime(object.settings.get('cron_schedule') ?? '', now, timeZone) : undefined;
  return {
    search: '',
    cron_schedule: '',
    alert_comparator: '',
    alert_threshold: '',
    alert_condition: '',
    'dispatch.earliest_time': null,
    'dispatch.latest_time': null,
    qualifiedSearch: qualifiedSearch(object.settings.get('search') ?? ''),
    ...content,
    'alert.suppress': suppress === undefined || suppress === '' ? null : confBoolean(suppress) === true,
    actions: enabledActions(object.settings),
    next_scheduled_time:
      next === undefined ? '' : `${new Date(next * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    triggered_alert_count: 0,
  };
}

function typedValue(name: string, value: string): Json {
  if (booleans.has(name) || /^action\.[^.]+$/.test(name)) return confBoolean(value) === true;
  if (numbers.has(name) && value !== '' && Number.isFinite(Number(value))) return Number(value);
  return value;
}

function enabledActions(settings: ReadonlyMap<string, string>): string {
  const names = [...settings].flatMap(([key, value]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && confBoolean(value) === true ? [name] : [];
  });
  return names.join(',');
}

/** A form's settings under their conf names; `actions=a,b` switches those on and the others off. 400 for a schedule that is none. */
export function savedChanges(changes: ConfChanges, before: ConfObject | undefined): ConfChanges {
  const named = Object.fromEntries(
    Object.entries(changes)
      .filter(([key]) => key !== 'actions')
      .map(([key, value]) => [ownValue(confNames, key) ?? key, value === null ? null : stored(key, value)]),
  );
  requireCron(named.cron_schedule, named.enableSched, before);
  return { ...named, ...actionSwitches(changes.actions, before) };
}

/** The Python SDK sends True and False. */
function stored(key: string, value: string): string {
  const known = booleans.has(key) || key === 'alert.suppress' || /^action\.[^.]+$/.test(key);
  const flag = known ? confBoolean(value) : undefined;
  return flag === undefined ? value : flag ? '1' : '0';
}

function requireCron(
  cron: string | null | undefined,
  isScheduled: string | null | undefined,
  before: ConfObject | undefined,
): void {
  const schedule = cron ?? before?.settings.get('cron_schedule') ?? '';
  if (cron !== undefined && cron !== null && cron !== '' && nextTime(cron, 0, 'UTC') === undefined)
    throw badRequest(`Invalid cron_schedule="${cron}": write five fields of numbers, such as "*/15 * * * *".`);
  if (isScheduled === '1' && schedule === '') throw badRequest('Cannot schedule a search without cron_schedule.');
}

function actionSwitches(actions: string | null | undefined, before: ConfObject | undefined): ConfChanges {
  if (actions === undefined || actions === null) return {};
  const wanted = new Set(
    actions
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
  const known = [...(before?.settings.keys() ?? [])].flatMap((key) => /^action\.([^.]+)$/.exec(key)?.[1] ?? []);
  return Object.fromEntries(
    [...new Set([...known, ...wanted])].map((name) => [`action.${name}`, wanted.has(name) ? '1' : '0']),
  );
}
