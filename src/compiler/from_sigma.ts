import { diagnosticAt, type Diagnostic, type Report } from '../core/diagnostic';
import { wholeSpan, type Source, type Span } from '../core/source';
import { readYaml } from '../core/yaml';
import type { YamlMap } from '../core/yaml_node';
import { spanAt } from '../core/yaml_path';
import { FieldReader } from '../escu/field_reader';
import { readSchedule } from '../escu/read_object';
import type { ReadDocument, SigmaRule } from '../sigma/rule';
import { scheduleOf, timesOf } from './from_escu';
import { deploymentOf, type Deployments } from './deployments';
import { cis20Of, dataModelsOf, nistOf, providingTechnologiesOf, severityOf } from './derive';
import {
  stemOf,
  type Annotations,
  type Detection,
  type DetectionStatus,
  type DetectionType,
  type Drilldown,
  type Notable,
  type Risk,
  type RiskObject,
  type SecurityDomain,
  type Severity,
  type ThreatObject,
  type Throttling,
} from './detection';
import { madeText } from './made_text';
import { lowerDocument, type LoweredSigma } from './sigma_search/lower';

/** A Sigma document as a detection, or what kept it from being one. */
export interface SigmaResult {
  readonly detection: Detection | undefined;
  readonly lowered: LoweredSigma;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A Sigma rule as the compiler's own: its search made by `lowerDocument`, what the app needs beside it from the rule's
 * `webshell_watch:` key, shaped as in ESCU v5.
 */
export function fromSigma(read: ReadDocument, source: Source, deployments: Deployments): SigmaResult {
  const diagnostics: Diagnostic[] = [];
  const { document } = read;
  const map = document.kind === 'rule' ? mapOf(source, document.span) : undefined;
  const additions = readAdditions(map, (diagnostic) => diagnostics.push(diagnostic));
  const fields = [...additions.risk.objects, ...additions.risk.threats].map(({ field }) => field);
  const lowered = lowerDocument(read, { fields: [...fields, ...(additions.throttling?.fields ?? [])] });
  if (document.kind !== 'rule' || lowered.kind === 'refused')
    return { detection: undefined, lowered, diagnostics: [...lowered.diagnostics, ...diagnostics] };
  if (document.id === null) diagnostics.push(noId(document));
  const detection = build(document, lowered, additions, source, map, deployments);
  return { detection, lowered, diagnostics: [...lowered.diagnostics, ...diagnostics] };
}

function mapOf(source: Source, span: Span): YamlMap | undefined {
  return readYaml(source)
    .documents.filter((document): document is YamlMap => document.kind === 'map')
    .find((document) => document.span.start <= span.start && span.start < document.span.end);
}

/** What `webshell_watch:` adds to a rule. */
interface Additions {
  readonly throttling: Throttling | null;
  readonly risk: Risk;
  readonly securityDomain: SecurityDomain;
  readonly drilldowns: readonly Drilldown[];
  readonly schedule: ReturnType<typeof readSchedule>;
  readonly howToImplement: string;
  readonly analyticStories: readonly string[];
  readonly version: number;
}

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

function readAdditions(map: YamlMap | undefined, report: Report): Additions {
  const own = map === undefined ? undefined : new FieldReader(map, report).child('webshell_watch');
  own?.refuseUnknown(additionKeys, 'webshell_watch');
  return {
    throttling: readThrottling(own),
    risk: readRba(own?.child('rba')),
    securityDomain:
      own?.oneOf('security_domain', ['endpoint', 'network', 'threat', 'identity', 'access', 'audit'], 'endpoint') ??
      'endpoint',
    drilldowns: (own?.children('drilldown_searches') ?? []).map((drilldown) => ({
      name: drilldown.requiredText('name'),
      search: drilldown.requiredText('search'),
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

const types: Readonly<Record<string, DetectionType>> = {
  informational: 'Hunting',
  low: 'Hunting',
  medium: 'Anomaly',
  high: 'TTP',
  critical: 'TTP',
};

const statuses: Readonly<Record<string, DetectionStatus>> = {
  stable: 'production',
  test: 'production',
  experimental: 'experimental',
  deprecated: 'deprecated',
  unsupported: 'experimental',
};

function build(
  rule: SigmaRule,
  lowered: LoweredSigma,
  additions: Additions,
  source: Source,
  map: YamlMap | undefined,
  deployments: Deployments,
): Detection {
  const level = rule.level ?? 'medium';
  const type = types[level] ?? 'Anomaly';
  const stem = stemOf(rule.title);
  const description = (rule.description ?? '').trim();
  const search = lowered.search.trim();
  const at = (path: string): Span =>
    map === undefined ? (rule.places.get(path) ?? wholeSpan(source)) : spanAt(map, path);
  return {
    origin: { format: 'sigma', level, source },
    name: rule.title.trim(),
    stem,
    filterMacro: `${stem}_filter`,
    id: rule.id ?? '',
    version: additions.version,
    author: rule.author ?? '',
    licence: rule.license ?? licenceIn(source),
    created: rule.date ?? '',
    modified: rule.modified ?? rule.date ?? '',
    type,
    status: statuses[rule.status ?? 'test'] ?? 'experimental',
    description,
    explanation: description,
    howToImplement: additions.howToImplement,
    knownFalsePositives: rule.falsepositives.join('\n'),
    references: rule.references,
    search: {
      kind: lowered.kind === 'refused' ? 'search' : lowered.kind,
      source: madeText(`${search}\n| \`${stem}_filter\``, at('detection')),
    },
    dataSources: dataSourcesOf(rule),
    annotations: annotationsOf(rule, additions, type, search),
    risk: additions.risk,
    rating: null,
    notable: type === 'TTP' ? notableOf(rule, level, description, additions, deployments) : null,
    otherActions: [],
    throttling: additions.throttling,
    schedule: timesOf(scheduleOf(additions.schedule, type, deployments)),
    drilldowns: additions.drilldowns.map((drilldown) => ({
      ...drilldown,
      search: drilldown.search.replaceAll('%original_detection_search%', () => `${search} | \`${stem}_filter\``),
    })),
    tests: [],
    enabledByDefault: false,
    at,
  };
}

function notableOf(
  { title }: SigmaRule,
  level: Severity,
  description: string,
  { risk }: Additions,
  deployments: Deployments,
): Notable {
  const scores = risk.objects.map(({ score }) => score);
  return {
    title,
    description,
    severity: scores.length === 0 ? level : severityOf(scores),
    fields: deploymentOf(deployments, 'TTP').alertActions.notable?.fields ?? ['user', 'dest'],
    entity: null,
  };
}

/** SigmaHQ's rules say nothing in the file: their terms stand in a comment above it, where there is one. */
function licenceIn(source: Source): string {
  return /^#\s*licen[cs]e:\s*(.+)$/im.exec(source.text)?.[1]?.trim() ?? '';
}

function dataSourcesOf({ logsource }: SigmaRule): readonly string[] {
  return logsource.category === 'process_creation' && logsource.product === 'windows'
    ? ['Sysmon EventID 1', 'Windows Event Log Security 4688']
    : [];
}

function annotationsOf(rule: SigmaRule, additions: Additions, type: DetectionType, search: string): Annotations {
  const tagged = (pattern: RegExp): readonly string[] =>
    rule.tags.flatMap((tag) => pattern.exec(tag)?.[1]?.toUpperCase() ?? []);
  return {
    analyticStories: additions.analyticStories,
    assetType: 'Endpoint',
    products: [],
    securityDomain: additions.securityDomain,
    attackIds: tagged(/^attack\.(t\d{4}(?:\.\d{3})?)$/i),
    cves: tagged(/^(cve[.-]\d{4}[.-]\d+)$/i).map((cve) => cve.replaceAll('.', '-')),
    cis20: cis20Of(additions.securityDomain),
    nist: nistOf(type),
    killChainPhases: [],
    atomicGuids: [],
    dataModels: dataModelsOf(search),
    providingTechnologies: providingTechnologiesOf(search),
  };
}

function noId(rule: SigmaRule): Diagnostic {
  return diagnosticAt(rule.places.get('title') ?? rule.span, {
    code: 'WW0605',
    severity: 'warning',
    message: `the rule "${rule.title}" has no id; its finding cannot be traced back to it`,
    hint: 'add "id:" with a fresh UUID',
  });
}
