import type { FieldReader } from './field_reader';
import { observableRoles, observableTypes, threatTypes as knownThreatTypes } from './known_words';
import type { EscuFinding, EscuRisk, EscuRiskObject, EscuRiskType, Generation } from './model';

const none: EscuRisk = {
  message: '',
  objects: [],
  threats: [],
  order: [],
  confidence: null,
  impact: null,
  score: null,
};

/** A detection's risk, from `rba` (v5), `tags.observable` (v4) or the findings of v6. */
export function readRisk(fields: FieldReader, tags: FieldReader, generation: Generation): EscuRisk {
  const rba = fields.child('rba');
  if (rba !== undefined) return readRba(rba);
  if (generation === 'v6') return readFindings(fields);
  return tags.has('observable') ? readObservables(tags) : none;
}

function readRba(rba: FieldReader): EscuRisk {
  rba.refuseUnknown(['message', 'risk_objects', 'threat_objects'], 'rba');
  return {
    ...none,
    message: rba.requiredText('message'),
    objects: rba.children('risk_objects').map(readRiskObject),
    threats: readThreats(rba),
  };
}

function readRiskObject(fields: FieldReader): EscuRiskObject {
  fields.refuseUnknown(['field', 'type', 'score', 'message'], 'a risk object');
  if (!fields.has('score')) fields.missing('score');
  return {
    field: fields.requiredText('field').trim(),
    type: fields.oneOf('type', ['user', 'system', 'other'], 'other'),
    score: fields.number('score') ?? 0,
    message: fields.text('message'),
  };
}

function readThreats(fields: FieldReader): EscuRisk['threats'] {
  return fields.children('threat_objects').map((threat) => {
    threat.refuseUnknown(['field', 'type'], 'a threat object');
    threat.warnOfSlips('type', knownThreatTypes);
    return { field: threat.requiredText('field').trim(), type: threat.requiredText('type').trim() };
  });
}

/** v6: the entity of the finding carries risk too, as upstream's conversion from `rba` made it from one of the risk objects. */
function readFindings(fields: FieldReader): EscuRisk {
  const finding = readFinding(fields);
  const intermediate = fields.child('intermediate_findings');
  intermediate?.refuseUnknown(['entities'], 'intermediate_findings');
  const entities = (intermediate?.children('entities') ?? []).map(readRiskObject);
  const objects = finding === null ? entities : [finding.entity, ...entities];
  const message = entities.find((entity) => entity.message !== '')?.message ?? finding?.title ?? '';
  return { ...none, message, objects, threats: readThreats(fields) };
}

/** v6's `finding:`; null where there is none. */
export function readFinding(fields: FieldReader): EscuFinding | null {
  const finding = fields.child('finding');
  if (finding === undefined) return null;
  finding.refuseUnknown(['title', 'entity'], 'finding');
  const entity = finding.child('entity');
  if (entity === undefined) {
    finding.missing('entity');
    return null;
  }
  return { title: finding.requiredText('title'), entity: readRiskObject(entity) };
}

const riskTypes: Readonly<Record<string, EscuRiskType>> = {
  user: 'user',
  username: 'user',
  'email address': 'user',
  device: 'system',
  endpoint: 'system',
  hostname: 'system',
  'ip address': 'system',
};

const threatTypes: Readonly<Record<string, string>> = {
  'process name': 'process',
  process: 'process',
  'file name': 'file_name',
  file: 'file_name',
  'file hash': 'file_name',
  'ip address': 'ip_address',
  'url string': 'url',
  url: 'url',
};

/** v4: an attacker's observable is a threat object, every other one a risk object; types as contentctl 4 maps them. */
function readObservables(tags: FieldReader): EscuRisk {
  const confidence = tags.number('confidence');
  const impact = tags.number('impact');
  const stated = tags.number('risk_score');
  const score = scoreOf(confidence, impact) ?? stated ?? 0;
  if (stated !== null && stated !== score)
    tags.say('risk_score', {
      code: 'WW0511',
      severity: 'warning',
      message: `risk_score is ${stated}, and confidence times impact in per cent is ${score}, which counts`,
      hint: `write ${score}, or correct the other two`,
    });
  tags.wanted('message');
  const observables = tags.children('observable').map((fields) => {
    fields.refuseUnknown(['name', 'type', 'role'], 'an observable');
    fields.wanted('role');
    fields.warnOfSlips('role', observableRoles);
    fields.warnOfSlips('type', observableTypes);
    return {
      field: fields.requiredText('name').trim(),
      type: fields.requiredText('type'),
      roles: fields.texts('role'),
    };
  });
  const isThreat = ({ type, roles }: (typeof observables)[number]): boolean =>
    roles.includes('Attacker') && !(roles.includes('Victim') && riskTypes[type.toLowerCase()] !== undefined);
  return {
    message: tags.text('message'),
    objects: observables
      .filter((observable) => !isThreat(observable))
      .map(({ field, type, roles }) => ({ field, type: riskTypeOf(type, roles), score, message: '' })),
    threats: observables
      .filter(isThreat)
      .map(({ field, type }) => ({ field, type: threatTypes[type.toLowerCase()] ?? type.toLowerCase() })),
    order: observables.map((observable) => (isThreat(observable) ? 'threat' : 'object')),
    confidence,
    impact,
    score,
  };
}

function riskTypeOf(type: string, roles: readonly string[]): EscuRiskType {
  return roles.includes('Victim') ? (riskTypes[type.toLowerCase()] ?? 'other') : 'other';
}

/** Confidence times impact in per cent; halves go to the even neighbour, as Python rounds. */
function scoreOf(confidence: number | null, impact: number | null): number | null {
  if (confidence === null || impact === null) return null;
  const exact = (confidence * impact) / 100;
  const floor = Math.floor(exact);
  if (exact - floor !== 0.5) return Math.round(exact);
  return floor % 2 === 0 ? floor : floor + 1;
}
