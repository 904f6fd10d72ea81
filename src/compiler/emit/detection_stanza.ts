import type { AppIdentity } from '../app_identity';
import type { Detection } from '../detection';
import { compactJson } from './json';
import { when, type Setting, type Stanza } from './setting';
import { spreadCron } from './spread';

/** How long a throttle holds that a detection does not state. */
export const defaultThrottlePeriod = '86400s';

/** `<label> - <name> - Rule`, as contentctl names it and Enterprise Security expects it. */
export function detectionStanzaName(label: string, name: string): string {
  return `${label} - ${name} - Rule`;
}

/**
 * A detection in profile `app`: what contentctl writes, in the spelling that Enterprise Security itself writes (compact
 * JSON, 1 and 0), throttled per result, tracked as an alert, its minute spread, and off until somebody turns it on.
 */
export function detectionStanza(detection: Detection, app: AppIdentity): Stanza {
  const name = detectionStanzaName(app.label, detection.name);
  return {
    name,
    settings: [
      ['description', detection.description.trim()],
      ['search', searchText(detection)],
      ['disabled', detection.enabledByDefault ? '0' : '1'],
      ['enableSched', '1'],
      ...scheduleSettings(detection),
      ...alertSettings(detection),
      ...throttleSettings(detection),
      ...correlationSettings(detection, name),
      ...riskSettings(detection),
      ...notableSettings(detection),
      ...otherActionSettings(detection),
      ...originSettings(detection),
    ],
  };
}

/** The search as one conf value, its own line breaks kept; the analyst's filter comes last, also where a file forgot it. */
function searchText(detection: Detection): string {
  const lines = detection.search.source.text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return [...lines, ...(hasFilter(detection) ? [] : [`| \`${detection.filterMacro}\``])].join('\n');
}

/** Whether the search calls the detection's own filter macro. */
export function hasFilter({ search, filterMacro }: Detection): boolean {
  return search.source.text.includes(`\`${filterMacro}\``);
}

function scheduleSettings({ schedule, id, name }: Detection): readonly Setting[] {
  return [
    ['cron_schedule', schedule.stated ? schedule.cron : spreadCron(schedule.cron, id || name)],
    ['dispatch.earliest_time', schedule.earliest],
    ['dispatch.latest_time', schedule.latest],
    ['schedule_window', schedule.window],
    ['allow_skew', '100%'],
    ['realtime_schedule', '0'],
    ['is_visible', '1'],
  ];
}

const severityNumbers = { informational: '2', low: '3', medium: '4', high: '5', critical: '6' } as const;

function alertSettings({ notable }: Detection): readonly Setting[] {
  return [
    ['counttype', 'number of events'],
    ['relation', 'greater than'],
    ['quantity', '0'],
    ['alert.track', '1'],
    ['alert.severity', severityNumbers[notable?.severity ?? 'low']],
  ];
}

/** Stated, else one alert a day for each combination of the risk objects; per result, as the fields need it. */
function throttleSettings({ throttling, risk }: Detection): readonly Setting[] {
  const fields = throttling?.fields ?? [...new Set(risk.objects.map(({ field }) => field))];
  if (fields.length === 0) return [['alert.digest_mode', '1']];
  return [
    ['alert.digest_mode', '0'],
    ['alert.suppress', '1'],
    ['alert.suppress.fields', fields.join(',')],
    ['alert.suppress.period', throttling?.period ?? defaultThrottlePeriod],
  ];
}

function correlationSettings(detection: Detection, label: string): readonly Setting[] {
  return [
    ['action.correlationsearch.enabled', '1'],
    ['action.correlationsearch.detection_type', 'ebd'],
    ['action.correlationsearch.label', label],
    ['action.correlationsearch.annotations', compactJson(annotations(detection))],
    ['action.correlationsearch.metadata', compactJson(metadata(detection))],
  ];
}

/** What Enterprise Security shows beside a finding; empty lists are left out. */
export function annotations({
  annotations: found,
  dataSources,
  type,
  rating,
}: Detection): Readonly<Record<string, unknown>> {
  const lists = {
    analytic_story: found.analyticStories,
    cis20: found.cis20,
    cve: found.cves,
    data_source: dataSources,
    kill_chain_phases: found.killChainPhases,
    mitre_attack: found.attackIds,
    nist: found.nist,
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([key, list]) => list.length > 0 || key === 'data_source')),
    ...rating,
    type,
    type_list: [type],
  };
}

/** Which detection, in which version, of which day (seconds since 1970, UTC). */
export function metadata({ id, version, status, modified }: Detection): Readonly<Record<string, unknown>> {
  return {
    deprecated: status === 'deprecated' ? '1' : '0',
    detection_id: id,
    detection_version: String(version),
    publish_time: modified === '' ? 0 : Date.parse(`${modified.replaceAll('/', '-')}T00:00:00Z`) / 1000,
  };
}

function riskSettings({ risk }: Detection): readonly Setting[] {
  return when(risk.objects.length > 0, [
    ['action.risk', '1'],
    ['action.risk.param._risk_message', risk.message.trim()],
    ['action.risk.param._risk', compactJson(riskList(risk))],
    ['action.risk.param._risk_score', '0'],
    ['action.risk.param.verbose', '0'],
  ]);
}

/** Risk objects, then threat objects, in the key names of Enterprise Security. */
export function riskList({
  objects,
  threats,
}: Pick<Detection['risk'], 'objects' | 'threats'>): readonly Readonly<Record<string, unknown>>[] {
  return [
    ...objects.map(({ field, type, score }) => ({
      risk_object_field: field,
      risk_object_type: type,
      risk_score: score,
    })),
    ...threats.map(({ field, type }) => ({ threat_object_field: field, threat_object_type: type })),
  ];
}

function notableSettings({ notable, annotations: { securityDomain }, drilldowns }: Detection): readonly Setting[] {
  const shown = when(drilldowns.length > 0, [
    ['action.notable.param.drilldown_searches', compactJson(drilldownList(drilldowns))],
  ]);
  if (notable === null) return shown;
  const { entity } = notable;
  return [
    ['action.notable', '1'],
    ['action.notable.param.nes_fields', notable.fields.join(',')],
    ['action.notable.param.rule_description', notable.description.trim()],
    ['action.notable.param.rule_title', notable.title.trim()],
    ['action.notable.param.security_domain', securityDomain],
    ['action.notable.param.severity', notable.severity],
    ...when(entity !== null, [
      [
        'action.notable.param._entities',
        compactJson(entity === null ? [] : riskList({ objects: [entity], threats: [] })),
      ],
    ]),
    ...shown,
  ];
}

/** Drilldowns in the key names of Enterprise Security; an offset that none is given for is left out. */
export function drilldownList(drilldowns: Detection['drilldowns']): readonly Readonly<Record<string, string>>[] {
  return drilldowns.map(({ name, search, earliestOffset, latestOffset }) => ({
    name,
    search,
    ...(earliestOffset === '' ? {} : { earliest_offset: earliestOffset }),
    ...(latestOffset === '' ? {} : { latest_offset: latestOffset }),
  }));
}

function otherActionSettings({ otherActions }: Detection): readonly Setting[] {
  return otherActions.flatMap(({ name, settings }) => [
    [`action.${name}`, '1'] as const,
    ...settings.map(([key, value]): Setting => [`action.${name}.${key}`, value.trim()]),
  ]);
}

/** Where a detection comes from and how to work with it, for our pages; the action itself is off: it does nothing. */
function originSettings(detection: Detection): readonly Setting[] {
  const { origin, annotations: found } = detection;
  const texts: readonly Setting[] = [
    ['id', detection.id],
    ['version', String(detection.version)],
    ['format', origin.format],
    ['type', detection.type],
    ['status', detection.status],
    ['kind', detection.search.kind],
    ['author', detection.author],
    ['licence', detection.licence],
    ['references', compactJson(detection.references)],
    ['filter_macro', detection.filterMacro],
    ['how_to_implement', detection.howToImplement.trim()],
    ['known_false_positives', detection.knownFalsePositives.trim()],
    ['asset_type', found.assetType],
    ['created', detection.created],
    ['modified', detection.modified],
  ];
  return [
    ['action.webshell_watch', '0'],
    ...texts
      .filter(([, value]) => value !== '')
      .map(([key, value]): Setting => [`action.webshell_watch.${key}`, value]),
  ];
}
