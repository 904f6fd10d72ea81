import { confBoolean } from '../../conf/merge';
import { listOf } from '../auth/roles';
import type { ConfObject } from '../conf_layers/conf_object';
import { durationSeconds } from '../times';

/** A saved search as the scheduler and dispatch read it: settings of savedsearches.conf with their meaning. */
export interface SavedSearch {
  readonly name: string;
  readonly app: string;
  /** Who it runs as: `nobody` for shared ones. */
  readonly owner: string;
  readonly search: string;
  readonly isScheduled: boolean;
  readonly cron: string;
  readonly isContinuous: boolean;
  /** Minutes; `auto` counts as five. */
  readonly windowMinutes: number;
  readonly allowSkew: string;
  readonly earliest: string;
  readonly latest: string;
  readonly maxCount: number;
  readonly maxTimeSeconds: number;
  /** dispatch.ttl: seconds, or `2p` for two periods of the schedule. */
  readonly ttl: string;
  readonly alert: AlertSettings;
  /** Enabled actions with all their settings. */
  readonly actions: readonly { readonly name: string; readonly settings: Readonly<Record<string, string>> }[];
}

export interface AlertSettings {
  readonly type: string;
  readonly relation: string;
  readonly threshold: string;
  readonly condition: string;
  readonly perResult: boolean;
  readonly severity: number;
  readonly expiresSeconds: number;
  /** `auto` leaves out searches that always trigger. */
  readonly isTracked: boolean;
  readonly suppress: SuppressSettings | undefined;
}

export interface SuppressSettings {
  readonly fields: readonly string[];
  readonly periodSeconds: number;
  readonly group: string;
}

/** Reads a stanza; what it does not set has the default of savedsearches.conf. */
export function savedSearchOf({ name, app, owner, settings }: ConfObject): SavedSearch {
  const text = (key: string): string => settings.get(key)?.trim() ?? '';
  const on = (key: string): boolean => confBoolean(text(key)) === true;
  return {
    ...{ name, app, owner },
    search: text('search'),
    isScheduled: on('enableSched') && !on('disabled') && text('cron_schedule') !== '',
    cron: text('cron_schedule'),
    isContinuous: !on('realtime_schedule'),
    windowMinutes: text('schedule_window') === 'auto' ? 5 : Number(text('schedule_window')) || 0,
    allowSkew: text('allow_skew'),
    earliest: text('dispatch.earliest_time'),
    latest: text('dispatch.latest_time'),
    maxCount: Number(text('dispatch.max_count')) || 500_000,
    maxTimeSeconds: Number(text('dispatch.max_time')) || 0,
    ttl: text('dispatch.ttl'),
    alert: {
      type: text('counttype') === '' ? 'always' : text('counttype'),
      relation: text('relation'),
      threshold: text('quantity'),
      condition: text('alert_condition'),
      perResult: text('alert.digest_mode') !== '' && !on('alert.digest_mode'),
      severity: Number(text('alert.severity')) || 3,
      expiresSeconds: durationSeconds(text('alert.expires')) ?? 86_400,
      isTracked: on('alert.track') || (text('alert.track') === 'auto' && !['', 'always'].includes(text('counttype'))),
      suppress: on('alert.suppress') ? suppressOf(settings) : undefined,
    },
    actions: enabledActions(settings),
  };
}

function suppressOf(settings: ReadonlyMap<string, string>): SuppressSettings {
  return {
    fields: listOf(settings.get('alert.suppress.fields'), ','),
    periodSeconds: durationSeconds(settings.get('alert.suppress.period') ?? '') ?? 0,
    group: settings.get('alert.suppress.group_name')?.trim() ?? '',
  };
}

/** `action.x = 1` enables an action; its settings are `action.x.…`. */
function enabledActions(settings: ReadonlyMap<string, string>): SavedSearch['actions'] {
  const names = [...settings].flatMap(([key, value]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && confBoolean(value) === true ? [name] : [];
  });
  return names.map((name) => {
    const prefix = `action.${name}.`;
    const own = [...settings].filter(([key]) => key.startsWith(prefix));
    return { name, settings: Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])) };
  });
}

/** The text that is run: a saved search that begins with no pipe is one of the search command, which Splunk leaves unsaid. */
export function qualifiedSearch(text: string): string {
  const search = text.trim();
  return search === '' || /^(?:\||\[|`|search\b)/i.test(search) ? search : `search ${search}`;
}
