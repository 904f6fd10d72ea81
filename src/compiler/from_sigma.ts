import { diagnosticAt, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { placesIn } from '../core/yaml_path';
import type { ReadDocument, SigmaRule } from '../sigma/rule';
import { resolveDrilldown, scheduleOf, timesOf } from './from_escu';
import { deploymentOf, type Deployments } from './deployments';
import { cis20Of, dataModelsOf, nistOf, providingTechnologiesOf, severityOf } from './derive';
import {
  stemOf,
  type Annotations,
  type Detection,
  type DetectionStatus,
  type DetectionType,
  type Notable,
  type Severity,
} from './detection';
import { licenceIn } from './licence';
import { madeText } from './made_text';
import { readAdditions, type SigmaAdditions } from './sigma_additions';
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
  if (document.kind !== 'rule') {
    const lowered = lowerDocument(read, { fields: [] });
    return { detection: undefined, lowered, diagnostics: lowered.diagnostics };
  }
  const additions = readAdditions(document, (diagnostic) => diagnostics.push(diagnostic));
  const fields = [...additions.risk.objects, ...additions.risk.threats].map(({ field }) => field);
  const lowered = lowerDocument(read, { fields: [...fields, ...(additions.throttling?.fields ?? [])] });
  if (lowered.kind === 'refused')
    return { detection: undefined, lowered, diagnostics: [...lowered.diagnostics, ...diagnostics] };
  if (document.id === null) diagnostics.push(noId(document));
  const detection = build({ rule: document, lowered, additions, source, deployments });
  return { detection, lowered, diagnostics: [...lowered.diagnostics, ...diagnostics] };
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

interface Parts {
  readonly rule: SigmaRule;
  readonly lowered: LoweredSigma;
  readonly additions: SigmaAdditions;
  readonly source: Source;
  readonly deployments: Deployments;
}

function build(parts: Parts): Detection {
  const { rule, additions, source, deployments } = parts;
  const level = rule.level ?? 'medium';
  const type = types[level] ?? 'Anomaly';
  const stem = stemOf(rule.title);
  const description = (rule.description ?? '').trim();
  return {
    origin: { format: 'sigma', level, source },
    name: rule.title.trim(),
    stem,
    filterMacro: `${stem}_filter`,
    ...identityOf(parts),
    type,
    status: statuses[rule.status ?? 'test'] ?? 'experimental',
    description,
    explanation: description,
    howToImplement: additions.howToImplement,
    knownFalsePositives: rule.falsepositives.join('\n'),
    references: rule.references,
    ...searchesOf(parts, stem),
    dataSources: dataSourcesOf(rule),
    annotations: annotationsOf(parts, type),
    risk: additions.risk,
    rating: null,
    notable: type === 'TTP' ? notableOf(parts, level, description) : null,
    bareDeployment: false,
    otherActions: [],
    throttling: additions.throttling,
    schedule: timesOf(scheduleOf(additions.schedule, type, deployments)),
    tests: [],
    enabledByDefault: false,
    at: placesIn(source, rule.span.start),
  };
}

function identityOf({
  rule,
  additions,
  source,
}: Parts): Pick<Detection, 'id' | 'version' | 'author' | 'licence' | 'created' | 'modified'> {
  return {
    id: rule.id ?? '',
    version: additions.version,
    author: rule.author ?? '',
    licence: rule.license ?? licenceIn(source),
    created: rule.date ?? '',
    modified: rule.modified ?? rule.date ?? '',
  };
}

/** The search with its filter, and the drilldowns that look at the same rows. */
function searchesOf({ rule, lowered, additions }: Parts, stem: string): Pick<Detection, 'search' | 'drilldowns'> {
  const search = lowered.search.trim();
  return {
    search: {
      kind: lowered.kind === 'refused' ? 'search' : lowered.kind,
      source: madeText(`${search}\n| \`${stem}_filter\``, rule.detectionSpan),
    },
    drilldowns: additions.drilldowns.map((drilldown) => resolveDrilldown(drilldown, `${search} | \`${stem}_filter\``)),
  };
}

function notableOf({ rule, additions, deployments }: Parts, level: Severity, description: string): Notable {
  const scores = additions.risk.objects.map(({ score }) => score);
  return {
    title: rule.title,
    description,
    severity: scores.length === 0 ? level : severityOf(scores),
    fields: deploymentOf(deployments, 'TTP').alertActions.notable?.fields ?? ['user', 'dest'],
    entity: null,
  };
}

function dataSourcesOf({ logsource }: SigmaRule): readonly string[] {
  return logsource.category === 'process_creation' && logsource.product === 'windows'
    ? ['Sysmon EventID 1', 'Windows Event Log Security 4688']
    : [];
}

function annotationsOf({ rule, additions, lowered }: Parts, type: DetectionType): Annotations {
  const search = lowered.search.trim();
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
