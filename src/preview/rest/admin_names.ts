import { ownValue } from '../../core/own_value';
/** `admin/<handler>`: the names under which splunkd's own handlers answer beside their public addresses (restmap.conf's `handler`s, as `servicesNS/-/-/admin` lists them). */
const handlers: Readonly<Record<string, string>> = {
  alerts: 'alerts/fired_alerts',
  alert_actions: 'alerts/alert_actions',
  'alert-actions': 'alerts/alert_actions',
  capabilities: 'authorization/capabilities',
  'collections-conf': 'storage/collections/config',
  commandsconf: 'data/commands',
  'current-context': 'authentication/current-context',
  datamodelacceleration: 'datamodel/acceleration',
  datamodeledit: 'datamodel/model',
  datamodelpivot: 'datamodel/pivot',
  eventtypes: 'saved/eventtypes',
  'http-auth-tokens': 'authentication/httpauth-tokens',
  indexes: 'data/indexes',
  localapps: 'apps/local',
  logger: 'server/logger',
  'lookup-table-files': 'data/lookup-table-files',
  macros: 'data/macros',
  messages: 'messages',
  'modular-inputs': 'data/modular-inputs',
  nav: 'data/ui/nav',
  panels: 'data/ui/panels',
  passwords: 'storage/passwords',
  'props-eval': 'data/props/calcfields',
  'props-extract': 'data/props/extractions',
  'props-lookup': 'data/props/lookups',
  fieldaliases: 'data/props/fieldaliases',
  'sourcetype-rename': 'data/props/sourcetype-rename',
  roles: 'authorization/roles',
  savedsearch: 'saved/searches',
  'server-info': 'server/info',
  'server-roles': 'server/roles',
  'server-settings': 'server/settings',
  'server-status': 'server/status',
  sourcetypes: 'saved/sourcetypes',
  fvtags: 'saved/fvtags',
  'transforms-extract': 'data/transforms/extractions',
  'transforms-lookup': 'data/transforms/lookups',
  'transforms-reload': 'data/transforms/extractions',
  users: 'authentication/users',
  views: 'data/ui/views',
  'workflow-actions': 'data/ui/workflow-actions',
};

/** The handler behind a public path (`saved/searches`): what splunkd calls it in its messages. */
export function handlerOf(path: string): string | undefined {
  return Object.keys(handlers).findLast((name) => handlers[name] === path);
}

/** The public path behind an `admin/…` path; any other path as it is. */
export function publicPath(path: readonly string[]): readonly string[] {
  const [first, handler = '', ...rest] = path;
  if (first !== 'admin') return path;
  if (handler.startsWith('conf-')) return ['configs', handler, ...rest];
  const known = ownValue(handlers, handler);
  return known === undefined ? path : [...known.split('/'), ...rest];
}
