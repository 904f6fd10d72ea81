import type { EscuAlertActions, EscuDetection, EscuSchedule, EscuTimes, Generation } from '../escu/model';
import { deploymentOf, type Deployments } from './deployments';
import { cis20Of, dataModelsOf, nistOf, providingTechnologiesOf, severityOf } from './derive';
import {
  stemOf,
  type AlertAction,
  type Annotations,
  type Detection,
  type Drilldown,
  type Notable,
  type Risk,
  type Schedule,
} from './detection';
import { licenceIn } from './licence';

/** An ESCU detection of any generation as the compiler's own, its type's deployment applied. */
export function fromEscu(detection: EscuDetection, deployments: Deployments): Detection {
  const { times, actions, stated } = scheduleOf(detection.schedule, detection.type, deployments);
  const stem = stemOf(detection.name);
  const notable = notableOf(detection, actions);
  return {
    origin: { format: 'escu', generation: detection.generation, source: detection.source },
    name: detection.name,
    stem,
    filterMacro: `${stem}_filter`,
    id: detection.id,
    version: detection.version,
    author: detection.author,
    licence: licenceIn(detection.source),
    created: detection.created,
    modified: detection.modified,
    type: detection.type,
    status: detection.status,
    description: detection.description,
    explanation: detection.explanation,
    howToImplement: detection.howToImplement,
    knownFalsePositives: detection.knownFalsePositives,
    references: detection.references,
    search: { kind: 'spl', source: detection.search },
    dataSources: detection.dataSources,
    annotations: annotationsOf(detection),
    risk: riskOf(detection, actions),
    rating: ratingOf(detection),
    notable,
    bareDeployment: isBare(detection),
    otherActions: otherActions(actions, detection),
    throttling: detection.throttling === null ? null : { ...detection.throttling, stated: true },
    schedule: { ...times, stated },
    drilldowns: detection.drilldowns.map((drilldown) => resolveDrilldown(drilldown, detection.search.text)),
    tests: detection.tests,
    enabledByDefault: detection.enabledByDefault,
    at: detection.at,
  };
}

function ratingOf({ risk: { confidence, impact } }: EscuDetection): Detection['rating'] {
  return confidence === null || impact === null ? null : { confidence, impact };
}

interface Resolved {
  readonly times: EscuTimes;
  readonly actions: EscuAlertActions;
  readonly stated: boolean;
}

/** The detection's own schedule, the one it names, or its type's; alert actions come from the type unless stated. */
export function scheduleOf(schedule: EscuSchedule, type: string, deployments: Deployments): Resolved {
  const ofType = deploymentOf(deployments, type);
  if (schedule.kind === 'stated')
    return { times: schedule.times, actions: schedule.alertActions ?? ofType.alertActions, stated: true };
  const named = schedule.kind === 'named' ? deployments.byName.get(schedule.name) : undefined;
  return { times: named?.times ?? ofType.times, actions: ofType.alertActions, stated: false };
}

function annotationsOf({ tags, type, search }: EscuDetection): Annotations {
  const { securityDomain } = tags;
  return {
    analyticStories: [...tags.analyticStories].sort(),
    assetType: tags.assetType,
    products: tags.products,
    securityDomain,
    attackIds: tags.attackIds,
    cves: tags.cves,
    cis20: cis20Of(securityDomain),
    nist: nistOf(type),
    killChainPhases: [],
    atomicGuids: tags.atomicGuids,
    dataModels: dataModelsOf(search.text),
    providingTechnologies: providingTechnologiesOf(search.text),
  };
}

/**
 * A `deployment:` before v6 is meant to say all. contentctl 5 does not build a file with `rba:` whose deployment adds no
 * risk; there the actions of the type are what is meant.
 */
function isBare({ schedule, generation, risk }: EscuDetection): boolean {
  if (schedule.kind !== 'stated' || schedule.alertActions !== null || generation === 'v6') return false;
  return generation === 'v4' || risk.objects.length === 0;
}

/** Risk is added only where the deployment says so (TTP and Anomaly), as contentctl does; v6 says it in the file itself. */
function riskOf({ risk, generation }: EscuDetection, actions: EscuAlertActions): Risk {
  if (!actions.risk && generation !== 'v6') return { message: '', objects: [], threats: [], order: [] };
  return {
    message: risk.message,
    objects: sorted(risk.objects, 'RiskObjectType', generation).map(({ field, type, score }) => ({
      field,
      type,
      score,
    })),
    threats: sorted(risk.threats, 'ThreatObjectType', generation),
    order: risk.order,
  };
}

/** v4's order is the file's; contentctl 5 keeps a set, sorted by the text that Python makes of an entry. */
function sorted<Entry extends { readonly field: string; readonly type: string; readonly score?: number }>(
  entries: readonly Entry[],
  kind: 'RiskObjectType' | 'ThreatObjectType',
  generation: Generation,
): readonly Entry[] {
  if (generation === 'v4') return entries;
  const byText = new Map(
    entries.map((entry) => [`${entry.field}${kind}.${entry.type.toUpperCase()}${entry.score ?? ''}`, entry]),
  );
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function notableOf(detection: EscuDetection, { notable }: EscuAlertActions): Notable | null {
  const { finding, risk } = detection;
  if (notable === null && finding === null) return null;
  const scores = risk.score === null ? risk.objects.map(({ score }) => score) : [risk.score];
  return {
    title: finding?.title ?? titleOf(notable?.title ?? '', detection),
    description: filled(notable?.description ?? '%description%', detection),
    severity: severityOf(scores),
    fields: notable?.fields ?? [],
    entity: finding?.entity ?? null,
  };
}

function titleOf(template: string, detection: EscuDetection): string {
  return `${detection.type === 'Correlation' ? 'RBA: ' : ''}${filled(template, detection)}`;
}

/** `%name%` and its like in a deployment's template stand for the detection's attributes, or else those of its tags. */
function filled(template: string, detection: EscuDetection): string {
  const { name, id, version, modified, description, type, status, author, search, risk } = detection;
  const { howToImplement, knownFalsePositives, tags } = detection;
  const attributes: Readonly<Record<string, string | number | null>> = {
    ...{ name, id, version, date: modified, description, type, status, author, search: search.text },
    ...{ how_to_implement: howToImplement, known_false_positives: knownFalsePositives },
    ...{ asset_type: tags.assetType, security_domain: tags.securityDomain },
    ...{ message: risk.message, risk_score: risk.score, confidence: risk.confidence, impact: risk.impact },
  };
  return template.replace(/%(\w+)%/g, (whole, key: string) => {
    const value = Object.hasOwn(attributes, key) ? attributes[key] : null;
    return value === null || value === undefined ? whole : String(value);
  });
}

/** `%original_detection_search%` stands for the detection's search. */
export function resolveDrilldown(drilldown: Drilldown, search: string): Drilldown {
  return { ...drilldown, search: drilldown.search.replaceAll('%original_detection_search%', () => search) };
}

function otherActions({ email, slack, phantom }: EscuAlertActions, detection: EscuDetection): readonly AlertAction[] {
  const found: readonly (AlertAction | null)[] = [
    email === null
      ? null
      : {
          name: 'email',
          settings: [
            ['subject.alert', filled(email.subject, detection)],
            ['to', email.to],
            ['message.alert', filled(email.message, detection)],
            ['useNSSubject', '1'],
          ],
        },
    slack === null
      ? null
      : {
          name: 'slack',
          settings: [
            ['param.channel', filled(slack.channel, detection)],
            ['param.message', filled(slack.message, detection)],
          ],
        },
    phantom === null
      ? null
      : {
          name: 'sendtophantom',
          settings: [
            ['param._cam_workers', filled(phantom.camWorkers, detection)],
            ['param.label', filled(phantom.label, detection)],
            ['param.phantom_server', filled(phantom.server, detection)],
            ['param.sensitivity', filled(phantom.sensitivity, detection)],
            ['param.severity', filled(phantom.severity, detection)],
          ],
        },
  ];
  return found.filter((action) => action !== null);
}

/** For baselines too: the times alone. */
export function timesOf({ times, stated }: Resolved): Schedule {
  return { ...times, stated };
}
