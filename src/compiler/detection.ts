import type { Source, Span } from '../core/source';
import type { TimesKey } from '../escu/model';

/**
 * A detection as every later phase sees it: all defaults applied, nothing optional, whatever format and generation it was
 * written in. Readers make it (`from_escu.ts`, `from_sigma.ts`); emitters, checks and pages take nothing else.
 */
export interface Detection {
  readonly origin: DetectionOrigin;
  readonly name: string;
  /** Name in lower case with blank, `-`, `.` and `/` each replaced by `_`. */
  readonly stem: string;
  /** `<stem>_filter`. */
  readonly filterMacro: string;
  readonly id: string;
  readonly version: number;
  readonly author: string;
  /** As its source states it (a Sigma rule's `license`, a comment in the file); empty when nothing is stated. */
  readonly licence: string;
  /** YYYY-MM-DD; empty when the file has none. */
  readonly created: string;
  readonly modified: string;
  readonly type: DetectionType;
  readonly status: DetectionStatus;
  readonly description: string;
  readonly explanation: string;
  readonly howToImplement: string;
  readonly knownFalsePositives: string;
  readonly references: readonly string[];
  readonly search: DetectionSearch;
  readonly dataSources: readonly string[];
  readonly annotations: Annotations;
  readonly risk: Risk;
  /** v4 files rate themselves in per cent; others do not. */
  readonly rating: { readonly confidence: number; readonly impact: number } | null;
  readonly notable: Notable | null;
  /** Its own deployment names no alert action: contentctl then gives it none, not those of its type. */
  readonly bareDeployment: boolean;
  readonly otherActions: readonly AlertAction[];
  readonly throttling: Throttling | null;
  readonly schedule: Schedule;
  readonly drilldowns: readonly Drilldown[];
  readonly tests: readonly DetectionTest[];
  readonly enabledByDefault: boolean;
  /** The place of a key's value in the YAML file, by its path: `search`, `tags.throttling.fields.0`; of an absent key the nearest one above. */
  readonly at: (path: string) => Span;
}

/** Where it comes from; the generation is `v4`, `v5` or `v6` for ESCU, the rule's level for Sigma. */
export type DetectionOrigin =
  | { readonly format: 'escu'; readonly generation: 'v4' | 'v5' | 'v6'; readonly source: Source }
  | { readonly format: 'sigma'; readonly level: string; readonly source: Source };

export type DetectionType = 'TTP' | 'Anomaly' | 'Hunting' | 'Correlation';
export type DetectionStatus = 'production' | 'experimental' | 'deprecated' | 'removed';

export interface DetectionSearch {
  /** `spl`: written by hand; the others: made from a Sigma rule, and how much of it tstats could say. */
  readonly kind: 'spl' | 'tstats' | 'tstats+where' | 'search';
  /** SPL; where it was written by hand, its places lead into the YAML file. */
  readonly source: Source;
}

export interface Annotations {
  readonly analyticStories: readonly string[];
  readonly assetType: string;
  readonly products: readonly string[];
  readonly securityDomain: SecurityDomain;
  readonly attackIds: readonly string[];
  readonly cves: readonly string[];
  readonly cis20: readonly string[];
  readonly nist: readonly string[];
  readonly killChainPhases: readonly string[];
  readonly atomicGuids: readonly string[];
  readonly dataModels: readonly string[];
  readonly providingTechnologies: readonly string[];
}

export type SecurityDomain = 'endpoint' | 'network' | 'threat' | 'identity' | 'access' | 'audit';

/** Empty lists mean that the detection adds no risk. */
export interface Risk {
  readonly message: string;
  readonly objects: readonly RiskObject[];
  readonly threats: readonly ThreatObject[];
  /** What comes next in a v4 file, which mixes them; empty for all others: objects, then threats. */
  readonly order: readonly ('object' | 'threat')[];
}

export interface RiskObject {
  readonly field: string;
  readonly type: RiskObjectType;
  /** 1 to 100. */
  readonly score: number;
}

export type RiskObjectType = 'user' | 'system' | 'other';

export interface ThreatObject {
  readonly field: string;
  readonly type: string;
}

/** What Enterprise Security shows as a finding. */
export interface Notable {
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly fields: readonly string[];
  /** What the finding is about; null where the format leaves that to Enterprise Security. */
  readonly entity: RiskObject | null;
}

export type Severity = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** Another alert action with its `action.<name>.*` keys, name first. */
export interface AlertAction {
  readonly name: string;
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/** One alert for each combination of the fields' values within the period (`86400s`, `24h`). */
export interface Throttling {
  readonly fields: readonly string[];
  readonly period: string;
  /** False: derived from the risk objects because the file states none. */
  readonly stated: boolean;
}

export interface Schedule {
  readonly cron: string;
  readonly earliest: string;
  readonly latest: string;
  readonly window: string;
  /** True: the detection's own; false: its type's default, whose minute may be spread. */
  readonly stated: boolean;
  /** Where a key of it stands: in the detection's file, or in that of its deployment; null for the built-in defaults. */
  readonly at: ((key: TimesKey) => Span) | null;
}

export interface Drilldown {
  readonly name: string;
  /** `%original_detection_search%` already replaced. */
  readonly search: string;
  /** The search as the file has it, with its places. */
  readonly written: Source;
  readonly earliestOffset: string;
  readonly latestOffset: string;
}

export interface DetectionTest {
  readonly name: string;
  readonly attackData: readonly AttackData[];
}

export interface AttackData {
  readonly data: string;
  readonly source: string;
  readonly sourcetype: string;
  readonly index: string;
  readonly host: string;
}

/** `Name With-Parts` → `name_with_parts`: the file's stem and the filter macro's, as contentctl makes it. */
export function stemOf(name: string): string {
  return name.toLowerCase().replace(/[ \-./]/g, '_');
}
