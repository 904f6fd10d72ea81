import type { AppIdentity } from '../app_identity';
import type { Detection } from '../detection';
import { annotations, detectionStanzaName, drilldownList, metadata, riskList } from './detection_stanza';
import { spacedJson } from './json';
import { when, type Setting, type Stanza } from './setting';

/** A detection as contentctl writes it: keys, order and spelling (4.4.7 for v4 files, 5.6.2 for the others). */
export function escuDetectionStanza(compiled: Detection, app: AppIdentity): Stanza {
  const detection = withContentctlActions(compiled);
  const name = detectionStanzaName(app.label, detection.name);
  return {
    name,
    settings: [
      ...escuSettings(detection),
      ...riskSettings(detection),
      ['cron_schedule', detection.schedule.cron],
      ['dispatch.earliest_time', detection.schedule.earliest],
      ['dispatch.latest_time', detection.schedule.latest],
      ['action.correlationsearch.enabled', '1'],
      ...when(!isV4(detection), [['action.correlationsearch.detection_type', 'ebd']]),
      ['action.correlationsearch.label', name],
      ['action.correlationsearch.annotations', spacedJson({ analytic_story: [], ...annotations(detection) })],
      ['action.correlationsearch.metadata', metadataJson(detection)],
      ['schedule_window', detection.schedule.window],
      ...notableSettings(detection),
      ...detection.otherActions.flatMap(({ name: action, settings }) => [
        ...when(action !== 'email' || !isV4(detection), [[`action.${action}`, '1']]),
        ...settings.map(([key, value]): Setting => [`action.${action}.${key}`, value]),
      ]),
      ...fixedSettings(detection),
      ...throttleSettings(detection),
      ['search', foldSearch(detection.search.source.text)],
      ['action.notable.param.drilldown_searches', spacedJson(drilldownList(detection.drilldowns))],
    ].map(([key = '', value = '']): Setting => [key, value.trim()]),
  };
}

const noRisk: Detection['risk'] = { message: '', objects: [], threats: [], order: [] };

/** contentctl gives no action where a detection's own deployment names none, and its version 4 no risk without a story. */
function withContentctlActions(detection: Detection): Detection {
  if (detection.bareDeployment) return { ...detection, risk: noRisk, notable: null, otherActions: [] };
  const isUntold = isV4(detection) && detection.annotations.analyticStories.length === 0;
  return isUntold ? { ...detection, risk: noRisk } : detection;
}

/** contentctl ends a line of a search with a blank before the continuation. */
export function foldSearch(search: string): string {
  return search.trim().replaceAll('\n', ' \n');
}

/** contentctl 4.4.7 writes fewer keys. */
function isV4({ origin }: Detection): boolean {
  return origin.format === 'escu' && origin.generation === 'v4';
}

const warnings: Readonly<Record<string, (kind: string) => string>> = {
  experimental: (kind) =>
    `**WARNING**, this ${kind} is marked **EXPERIMENTAL** by the Splunk Threat Research Team. This means that the ${kind} has been manually tested but we do not have the associated attack data to perform automated testing or cannot share this attack dataset due to its sensitive nature. If you have any questions feel free to email us at: research@splunk.com. `,
  deprecated: (kind) =>
    `**WARNING**, this ${kind} has been marked **DEPRECATED** by the Splunk Threat Research Team. This means that it will no longer be maintained or supported. If you have any questions feel free to email us at: research@splunk.com. `,
};

/** The description behind a warning where the status calls for one; contentctl 5 writes the kind of content with a capital. */
function withWarning(detection: Detection): string {
  return warningOf(detection.status, isV4(detection) ? 'detection' : 'Detection') + detection.description;
}

/** The warning before the description of such a kind of content; empty for most statuses. */
export function warningOf(status: string, kind: string): string {
  return warnings[status]?.(kind) ?? '';
}

/** The explanation in the use case library; contentctl 5 has none but the description. */
export function explanationOf(detection: Detection): string {
  if (detection.explanation !== '') return detection.explanation;
  return isV4(detection) ? detection.description : withWarning(detection);
}

function escuSettings(detection: Detection): readonly Setting[] {
  const { annotations: found } = detection;
  return [
    ['action.escu', '0'],
    ['action.escu.enabled', '1'],
    ['description', withWarning(detection)],
    ['action.escu.mappings', spacedJson(mappings(detection))],
    ['action.escu.data_models', spacedJson(found.dataModels)],
    ['action.escu.eli5', isV4(detection) ? detection.description : withWarning(detection)],
    ['action.escu.how_to_implement', detection.howToImplement],
    ['action.escu.known_false_positives', detection.knownFalsePositives],
    ['action.escu.creation_date', detection.created],
    ['action.escu.modification_date', detection.modified],
    ['action.escu.confidence', 'high'],
    ['action.escu.search_type', 'detection'],
    ['action.escu.product', spacedJson(found.products)],
    ...when(found.atomicGuids.length > 0, [['action.escu.atomic_red_team_guids', spacedJson(found.atomicGuids)]]),
    ['action.escu.providing_technologies', technologies(found.providingTechnologies)],
    ['action.escu.analytic_story', spacedJson(found.analyticStories)],
  ];
}

/** A list, or `null` where the search names no product. */
export function technologies(found: readonly string[]): string {
  return found.length === 0 ? 'null' : spacedJson(found);
}

/** The frameworks that the detection maps to; empty ones are left out. */
export function mappings({ annotations: found }: Detection): Readonly<Record<string, readonly string[]>> {
  const lists = {
    cis20: found.cis20,
    kill_chain_phases: found.killChainPhases,
    mitre_attack: found.attackIds,
    nist: found.nist,
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function riskSettings(detection: Detection): readonly Setting[] {
  const { risk } = detection;
  const always = isV4(detection) && risk.message !== '';
  return when(always || risk.objects.length > 0, [
    ['action.risk', '1'],
    ['action.risk.param._risk_message', risk.message],
    ['action.risk.param._risk', spacedJson(inOrder(risk))],
    ['action.risk.param._risk_score', '0'],
    ['action.risk.param.verbose', '0'],
  ]);
}

/** v4 files mix risk and threat objects; contentctl 4 keeps their order. */
function inOrder(risk: Detection['risk']): readonly unknown[] {
  if (risk.order.length === 0) return riskList(risk);
  const left = { object: riskList({ ...risk, threats: [] }), threat: riskList({ ...risk, objects: [] }) };
  const taken = { object: 0, threat: 0 };
  return risk.order.map((kind) => left[kind][taken[kind]++]);
}

/** Python writes the time as a float. */
function metadataJson(detection: Detection): string {
  return spacedJson(metadata(detection)).replace(/("publish_time": -?\d+)\}/, '$1.0}');
}

const nobody = [{ risk_object_field: 'N/A', risk_object_type: 'N/A', risk_score: 0 }];

function notableSettings(detection: Detection): readonly Setting[] {
  const {
    notable,
    annotations: { securityDomain },
  } = detection;
  if (notable === null) return [];
  const { entity } = notable;
  const entities = entity === null ? nobody : riskList({ objects: [entity], threats: [] });
  return [
    ['action.notable', '1'],
    ...when(!isV4(detection), [['action.notable.param._entities', spacedJson(entities)]]),
    ['action.notable.param.nes_fields', notable.fields.join(',')],
    ['action.notable.param.rule_description', notable.description],
    ['action.notable.param.rule_title', notable.title],
    ['action.notable.param.security_domain', securityDomain],
    ['action.notable.param.severity', notable.severity],
  ];
}

function fixedSettings({ enabledByDefault }: Detection): readonly Setting[] {
  return [
    ['alert.digest_mode', '1'],
    ['disabled', enabledByDefault ? 'false' : 'true'],
    ['enableSched', '1'],
    ['allow_skew', '100%'],
    ['counttype', 'number of events'],
    ['relation', 'greater than'],
    ['quantity', '0'],
    ['realtime_schedule', '0'],
    ['is_visible', 'false'],
  ];
}

function throttleSettings({ throttling }: Detection): readonly Setting[] {
  if (throttling === null) return [];
  return [
    ['alert.suppress', 'true'],
    ['alert.suppress.fields', throttling.fields.join(',')],
    ['alert.suppress.period', throttling.period],
  ];
}
