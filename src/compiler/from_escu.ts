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
    otherActions: otherActions(actions),
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

/** Risk is added only where the deployment says so (TTP and Anomaly), as contentctl does; v6 says it in the file itself. */
function riskOf({ risk, generation }: EscuDetection, actions: EscuAlertActions): Risk {
  if (!actions.risk && generation !== 'v6') return { message: '', objects: [], threats: [], order: [] };
  return {
    message: risk.message,
    objects: sorted(risk.objects, generation).map(({ field, type, score }) => ({ field, type, score })),
    threats: sorted(risk.threats, generation),
    order: risk.order,
  };
}

/** contentctl 5 sorts by field and type; v4's order is the file's. */
function sorted<Entry extends { readonly field: string; readonly type: string }>(
  entries: readonly Entry[],
  generation: Generation,
): readonly Entry[] {
  const key = ({ field, type }: Entry): string => field + type;
  return generation === 'v4' ? entries : [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function notableOf(detection: EscuDetection, { notable }: EscuAlertActions): Notable | null {
  const { finding, risk } = detection;
  if (notable === null && finding === null) return null;
  const scores = risk.score === null ? risk.objects.map(({ score }) => score) : [risk.score];
  return {
    title: finding?.title ?? filled(notable?.title ?? '', detection),
    description: filled(notable?.description ?? '%description%', detection),
    severity: severityOf(scores),
    fields: notable?.fields ?? [],
    entity: finding?.entity ?? null,
  };
}

/** `%name%` and its like in a deployment's template stand for the detection's attributes. */
function filled(template: string, { name, description, type, status, author, id }: EscuDetection): string {
  const attributes: Readonly<Record<string, string>> = { name, description, type, status, author, id };
  const text = template.replace(/%(\w+)%/g, (whole, key: string) => attributes[key] ?? whole);
  return type === 'Correlation' && template.includes('%name%') ? `RBA: ${text}` : text;
}

/** `%original_detection_search%` stands for the detection's search. */
export function resolveDrilldown(drilldown: Drilldown, search: string): Drilldown {
  return { ...drilldown, search: drilldown.search.replaceAll('%original_detection_search%', () => search.trim()) };
}

function otherActions({ email, slack, phantom }: EscuAlertActions): readonly AlertAction[] {
  const actions: AlertAction[] = [];
  if (email !== null)
    actions.push({
      name: 'email',
      settings: [
        ['subject.alert', email.subject],
        ['to', email.to],
        ['message.alert', email.message],
        ['useNSSubject', '1'],
      ],
    });
  if (slack !== null)
    actions.push({
      name: 'slack',
      settings: [
        ['param.channel', slack.channel],
        ['param.message', slack.message],
      ],
    });
  if (phantom !== null)
    actions.push({
      name: 'sendtophantom',
      settings: [
        ['param._cam_workers', phantom.camWorkers],
        ['param.label', phantom.label],
        ['param.phantom_server', phantom.server],
        ['param.sensitivity', phantom.sensitivity],
        ['param.severity', phantom.severity],
      ],
    });
  return actions;
}

/** For baselines too: the times alone. */
export function timesOf({ times, stated }: Resolved): Schedule {
  return { ...times, stated };
}
