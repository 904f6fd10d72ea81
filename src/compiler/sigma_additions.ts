import type { Report } from '../core/diagnostic';
import type { YamlEntry } from '../core/yaml_node';
import { FieldReader } from '../escu/field_reader';
import { readSchedule } from '../escu/read_object';
import type { SigmaRule } from '../sigma/rule';
import type { Drilldown, Risk, RiskObject, SecurityDomain, ThreatObject, Throttling } from './detection';

/** What `webshell_watch:` adds to a rule. */
export interface SigmaAdditions {
  readonly throttling: Throttling | null;
  readonly risk: Risk;
  readonly securityDomain: SecurityDomain;
  readonly drilldowns: readonly Drilldown[];
  readonly schedule: ReturnType<typeof readSchedule>;
  readonly howToImplement: string;
  readonly analyticStories: readonly string[];
  readonly version: number;
}

const ownKey = 'webshell_watch';

const additionKeys = [
  'throttling',
  'deployment',
  'rba',
  'security_domain',
  'drilldown_searches',
  'how_to_implement',
  'analytic_story',
  'version',
  'tests',
] as const;

/** Reads a rule's `webshell_watch:` key; what is absent has the value that changes nothing. */
export function readAdditions({ custom, span }: SigmaRule, report: Report): SigmaAdditions {
  const node = custom.get(ownKey);
  const entries = new Map<string, YamlEntry>();
  if (node !== undefined) entries.set(ownKey, { key: ownKey, keySpan: node.span, value: node });
  const own = new FieldReader({ kind: 'map', entries, span }, report).child(ownKey);
  own?.refuseUnknown(additionKeys, ownKey);
  return {
    throttling: readThrottling(own),
    risk: readRba(own?.child('rba')),
    securityDomain:
      own?.oneOf('security_domain', ['endpoint', 'network', 'threat', 'identity', 'access', 'audit'], 'endpoint') ??
      'endpoint',
    drilldowns: (own?.children('drilldown_searches') ?? []).map((drilldown) => ({
      name: drilldown.requiredText('name'),
      search: drilldown.requiredText('search'),
      written: drilldown.textSource('search'),
      earliestOffset: drilldown.text('earliest_offset'),
      latestOffset: drilldown.text('latest_offset'),
    })),
    schedule: own === undefined ? { kind: 'default' } : readSchedule(own),
    howToImplement: own?.text('how_to_implement') ?? '',
    analyticStories: own?.texts('analytic_story') ?? [],
    version: own?.number('version') ?? 1,
  };
}

function readThrottling(own: FieldReader | undefined): Throttling | null {
  const throttling = own?.child('throttling');
  if (throttling === undefined) return null;
  return { fields: throttling.texts('fields'), period: throttling.requiredText('period').trim(), stated: true };
}

function readRba(rba: FieldReader | undefined): Risk {
  if (rba === undefined) return { message: '', objects: [], threats: [], order: [] };
  rba.refuseUnknown(['message', 'risk_objects', 'threat_objects'], 'rba');
  const objects = rba.children('risk_objects').map((object): RiskObject => ({
    field: object.requiredText('field').trim(),
    type: object.oneOf('type', ['user', 'system', 'other'], 'other'),
    score: object.number('score') ?? 0,
  }));
  const threats = rba.children('threat_objects').map((threat): ThreatObject => ({
    field: threat.requiredText('field').trim(),
    type: threat.requiredText('type').trim(),
  }));
  return { message: rba.requiredText('message'), objects, threats, order: [] };
}
