import { ownValue } from '../../core/own_value';
/** What Splunk's own default files give to every stanza of a file (savedsearches.conf of 10.2.3, reference 3.4). */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  savedsearches: {
    disabled: '0',
    enableSched: '0',
    is_visible: '1',
    realtime_schedule: '1',
    schedule_window: '0',
    schedule_priority: 'default',
    allow_skew: '0',
    counttype: 'always',
    'alert.digest_mode': '1',
    'alert.expires': '24h',
    'alert.severity': '3',
    'alert.track': 'auto',
    'alert.managedBy': '',
    'dispatch.buckets': '0',
    'dispatch.lookups': '1',
    'dispatch.max_count': '500000',
    'dispatch.max_time': '0',
    'dispatch.reduce_freq': '10',
    'dispatch.spawn_process': '1',
    'dispatch.time_format': '%FT%T.%Q%:z',
    'dispatch.ttl': '2p',
    max_concurrent: '1',
    run_on_startup: '0',
    run_n_times: '0',
    restart_on_searchpeer_add: '1',
    'durable.track_time_type': 'none',
    'durable.lag_time': '0',
    'action.email': '0',
    'action.email.format': 'table',
    'action.email.sendresults': '',
    'action.email.to': '',
    'action.rss': '0',
    'action.script': '0',
    'action.webhook': '0',
    'action.populate_lookup': '0',
    'action.summary_index': '0',
    auto_summarize: '0',
    'auto_summarize.dispatch.earliest_time': '',
    'embed.enabled': '0',
    'request.ui_dispatch_app': '',
    'request.ui_dispatch_view': '',
    displayview: '',
    vsid: '',
    description: '',
  },
};

/** Stanzas that every Splunk has: here those whose values hold for the preview too (limits.conf, web.conf of 10.2.3). */
const stanzas: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  alert_actions: {
    email: { label: 'Send email', description: 'Recorded as what would have been sent.', is_custom: '0' },
    notable: { label: 'Notable', description: 'Recorded as what would have been sent.', is_custom: '1' },
    risk: { label: 'Risk analysis', description: 'Recorded as what would have been sent.', is_custom: '1' },
    webhook: { label: 'Webhook', description: 'Sent to this machine and to allowed hosts.', is_custom: '0' },
  },
  limits: {
    http_input: { max_content_length: '52428800' },
    kvstore: { max_documents_per_batch_save: '1000', max_queries_per_batch: '1000', max_rows_per_query: '50000' },
    restapi: { maxresultrows: '50000' },
    search: { max_count: '500000', ttl: '600' },
    subsearch: { maxout: '10000', maxtime: '60', ttl: '300' },
  },
  web: { settings: { enableSplunkWebSSL: '0', httpport: '8000', startwebserver: '1' } },
};

/** Reports that the search app has on every Splunk, under their names, which scripts look for; each is shared with all apps. */
const searchStanzas: typeof stanzas = {
  savedsearches: {
    'Errors in the last 24 hours': { search: 'error OR fail* OR severe', ...range('-24h') },
    'Errors in the last hour': { search: 'error OR fail* OR severe', ...range('-1h') },
    'Messages by minute last 3 hours': { search: 'index=_internal | timechart span=1m count by host', ...range('-3h') },
    'Splunk errors last 24 hours': { search: 'index=_internal ERROR OR FATAL', ...range('-24h') },
  },
};

function range(earliest: string): Readonly<Record<string, string>> {
  return { 'dispatch.earliest_time': earliest, 'dispatch.latest_time': 'now' };
}

/** The stanzas of a file that an app of Splunk's own has before anybody set anything. */
export function stockStanzas(app: string, file: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const own = app === 'system' ? stanzas : app === 'search' ? searchStanzas : {};
  const found = ownValue(own, file);
  return new Map(Object.entries(found ?? {}).map(([name, settings]) => [name, new Map(Object.entries(settings))]));
}

const maps = new Map(Object.entries(defaults).map(([file, settings]) => [file, new Map(Object.entries(settings))]));

const none: ReadonlyMap<string, string> = new Map();

/** The lowest layer of a file. */
export function systemDefault(file: string): ReadonlyMap<string, string> {
  return maps.get(file) ?? none;
}

/** The .conf files that every Splunk has: they can be listed and written before anybody set anything in them. */
export const splunkFiles: ReadonlySet<string> = new Set([
  ...['alert_actions', 'app', 'authorize', 'collections', 'commands', 'datamodels', 'distsearch', 'event_renderers'],
  ...['eventtypes', 'fields', 'indexes', 'inputs', 'limits', 'literals', 'macros', 'messages', 'multikv', 'outputs'],
  ...['props', 'restmap', 'savedsearches', 'searchbnf', 'server', 'serverclass', 'sourcetypes', 'tags', 'times'],
  ...['transactiontypes', 'transforms', 'ui-prefs', 'ui-tour', 'user-prefs', 'viewstates', 'visualizations', 'web'],
  ...['workflow_actions'],
]);
