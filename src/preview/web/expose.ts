import { listOf } from '../auth/roles';
import type { ConfLayers } from '../conf_layers/conf_layers';

/** What Splunk Web passes on to splunkd: patterns without leading slash, `*` one part, `**` many (web.conf.spec, [expose:]). */
export interface Exposed {
  readonly pattern: string;
  readonly methods: readonly string[];
}

const G = ['GET'];
const P = ['POST'];
const GP = ['GET', 'POST'];
const GPD = ['GET', 'POST', 'DELETE'];

/** Splunk's own patterns, as far as the preview has the endpoints (default web.conf of 10.2.3, reference 2.2). */
const builtIn: readonly Exposed[] = [
  ...rows(GP, ['search/jobs', 'search/jobs/*/results', 'search/jobs/*/results_preview', 'search/jobs/*/events']),
  ...rows(GP, ['search/jobs/export', 'search/parser', 'search/jobs/*/acl', 'search/jobs/*/summary']),
  ...rows(GPD, ['search/jobs/*']),
  ...rows(P, ['search/jobs/*/control']),
  ...rows(G, ['search/jobs/*/timeline', 'search/jobs/*/search.log', 'search/timeparser', 'search/typeahead']),
  ...rows(GP, ['saved/searches', 'saved/searches/*/acl']),
  ...rows(GPD, ['saved/searches/*']),
  ...rows(
    P,
    ['dispatch', 'enable', 'disable', 'move', 'acknowledge'].map((action) => `saved/searches/*/${action}`),
  ),
  ...rows(
    G,
    ['history', 'suppress', 'scheduled_times'].map((part) => `saved/searches/*/${part}`),
  ),
  ...rows(GP, ['configs/conf-*', 'configs/conf-*/*/acl']),
  ...rows(GPD, ['configs/conf-*/*']),
  ...rows(P, ['configs/conf-*/*/enable', 'configs/conf-*/*/disable']),
  ...rows(GP, ['data/macros', 'saved/eventtypes']),
  ...rows(GPD, ['data/macros/*', 'saved/eventtypes/*']),
  ...rows(P, ['data/macros/*/acl']),
  ...rows(GPD, ['storage/collections/**', 'storage/collections-conf/**']),
  ...rows(G, ['authentication/current-context', 'authentication/current-context/*', 'authorization/capabilities']),
  ...rows(G, ['authorization/roles', 'authorization/roles/*', 'authentication/users', 'authentication/users/*']),
  ...rows(GP, ['properties/**', 'apps/local', 'apps/local/*']),
  ...rows(G, ['server/info', 'server/info/*', 'server/settings', 'server/settings/*', 'server/roles']),
  ...rows(GP, ['data/modular-inputs', 'data/modular-inputs/*']),
  ...rows(G, ['data/inputs', 'data/indexes', 'data/indexes/*', 'data/ui/times', 'data/ui/times/*']),
  ...rows(GPD, [
    'data/ui/views',
    'data/ui/views/*',
    'data/ui/nav',
    'data/ui/nav/*',
    'data/ui/panels',
    'data/ui/panels/*',
  ]),
  ...rows(GPD, [
    'data/lookup-table-files',
    'data/lookup-table-files/*',
    'data/transforms/lookups',
    'data/transforms/lookups/*',
  ]),
  ...rows(GPD, ['alerts/fired_alerts', 'alerts/fired_alerts/*', 'messages', 'messages/*']),
  ...rows(G, ['alerts/alert_actions', 'alerts/alert_actions/*', 'datamodel/model', 'datamodel/model/*']),
];

function rows(methods: readonly string[], patterns: readonly string[]): readonly Exposed[] {
  return patterns.map((pattern) => ({ pattern, methods }));
}

/** Splunk's patterns and those of every app's web.conf; `methods` defaults to GET alone. */
export function exposedPatterns(conf: ConfLayers): readonly Exposed[] {
  const own = conf
    .objects('web', { owner: 'nobody', app: '-' })
    .filter(({ name, settings }) => name.startsWith('expose:') && (settings.get('pattern') ?? '') !== '')
    .map(({ settings }) => ({ pattern: settings.get('pattern') ?? '', methods: methodsOf(settings.get('methods')) }));
  return [...own, ...builtIn];
}

function methodsOf(text: string | undefined): readonly string[] {
  const methods = listOf(text, ',').map((method) => method.toUpperCase());
  return methods.length === 0 ? G : methods;
}

/** The methods that are passed on for an endpoint path; none when it is not exposed. The version part does not count. */
export function exposedMethods(patterns: readonly Exposed[], path: readonly string[]): readonly string[] {
  const plain = path[0] === 'search' && path[1] === 'v2' ? ['search', ...path.slice(2)] : path;
  return patterns
    .filter(({ pattern }) => fits(pattern.split('/').filter(Boolean), plain))
    .flatMap(({ methods }) => methods);
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const [part, ...rest] = pattern;
  if (part === undefined) return path.length === 0;
  if (part === '**') return path.some((_, index) => fits(rest, path.slice(index + 1)));
  const [given, ...others] = path;
  return given !== undefined && partFits(part, given) && fits(rest, others);
}

/** `*` stands for any text within one part: `conf-*`. */
function partFits(part: string, given: string): boolean {
  const at = part.indexOf('*');
  if (at === -1) return part === given;
  const [before, after] = [part.slice(0, at), part.slice(at + 1)];
  return given.length >= part.length - 1 && given.startsWith(before) && given.endsWith(after);
}
