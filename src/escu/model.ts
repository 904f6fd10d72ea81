import type { Source, Span } from '../core/source';

/** What an ESCU repository holds, whatever generation of the schema its files are written in. */

export type Generation = 'v4' | 'v5' | 'v6';
export type EscuDetectionType = 'TTP' | 'Anomaly' | 'Hunting' | 'Correlation';
export type EscuStatus = 'production' | 'experimental' | 'deprecated' | 'removed';
export type EscuSecurityDomain = 'endpoint' | 'network' | 'threat' | 'identity' | 'access' | 'audit';
export type EscuRiskType = 'user' | 'system' | 'other';

/** What every kind of object has; `at` gives the place of a value by its path in the YAML. */
export interface EscuObject {
  readonly generation: Generation;
  readonly source: Source;
  readonly name: string;
  readonly id: string;
  readonly version: number;
  /** YYYY-MM-DD; v4 and v5 have one date for both. */
  readonly created: string;
  readonly modified: string;
  readonly author: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly at: (path: string) => Span;
}

export interface EscuDetection extends EscuObject {
  readonly kind: 'detection';
  readonly type: EscuDetectionType;
  readonly status: EscuStatus;
  readonly explanation: string;
  readonly search: Source;
  readonly howToImplement: string;
  readonly knownFalsePositives: string;
  readonly dataSources: readonly string[];
  readonly tags: EscuTags;
  readonly risk: EscuRisk;
  readonly finding: EscuFinding | null;
  readonly throttling: { readonly fields: readonly string[]; readonly period: string } | null;
  readonly schedule: EscuSchedule;
  readonly drilldowns: readonly EscuDrilldown[];
  readonly tests: readonly EscuTest[];
  readonly manualTest: string;
  readonly enabledByDefault: boolean;
  readonly baselines: readonly string[];
  readonly deprecation: EscuDeprecation | null;
}

export interface EscuTags {
  readonly analyticStories: readonly string[];
  readonly assetType: string;
  readonly products: readonly string[];
  readonly securityDomain: EscuSecurityDomain;
  readonly attackIds: readonly string[];
  readonly cves: readonly string[];
  readonly atomicGuids: readonly string[];
  readonly groups: readonly string[];
  /** Where each of these stands: in `tags` up to v5, at the top in v6. */
  readonly prefix: '' | 'tags.';
}

export interface EscuRisk {
  readonly message: string;
  readonly objects: readonly EscuRiskObject[];
  readonly threats: readonly { readonly field: string; readonly type: string }[];
  /** What comes next in the file, which mixes both in v4. */
  readonly order: readonly ('object' | 'threat')[];
  /** v4 alone states these; the score is the product of the other two. */
  readonly confidence: number | null;
  readonly impact: number | null;
  readonly score: number | null;
}

export interface EscuRiskObject {
  readonly field: string;
  readonly type: EscuRiskType;
  readonly score: number;
  /** v6 gives each intermediate finding a message of its own. */
  readonly message: string;
}

/** v6: what a TTP or a correlation reports. */
export interface EscuFinding {
  readonly title: string;
  readonly entity: EscuRiskObject;
}

/** Named (`schedule: <name>`), written in the object, or left to the deployment of its type. */
export type EscuSchedule =
  | { readonly kind: 'default' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'stated'; readonly times: EscuTimes; readonly alertActions: EscuAlertActions | null };

export interface EscuTimes {
  readonly cron: string;
  readonly earliest: string;
  readonly latest: string;
  readonly window: string;
  /** Where a key of it stands, in whatever file that is; null for the defaults, which stand in none. */
  readonly at: ((key: TimesKey) => Span) | null;
}

export type TimesKey = 'cron_schedule' | 'earliest_time' | 'latest_time' | 'schedule_window';

export interface EscuDrilldown {
  readonly name: string;
  readonly search: string;
  /** The search as the file has it, with its places. */
  readonly written: Source;
  readonly earliestOffset: string;
  readonly latestOffset: string;
}

export interface EscuTest {
  readonly name: string;
  readonly attackData: readonly EscuAttackData[];
}

export interface EscuAttackData {
  readonly data: string;
  readonly source: string;
  readonly sourcetype: string;
  readonly index: string;
  readonly host: string;
}

export interface EscuDeprecation {
  readonly reason: string;
  readonly removedInVersion: string;
  readonly replacements: readonly string[];
}

export interface EscuMacro {
  readonly kind: 'macro';
  readonly source: Source;
  readonly name: string;
  readonly arguments: readonly string[];
  readonly definition: string;
  readonly description: string;
  readonly at: (path: string) => Span;
}

export interface EscuLookup {
  readonly kind: 'lookup';
  readonly generation: Generation;
  readonly source: Source;
  readonly name: string;
  readonly modified: string;
  readonly description: string;
  readonly table: EscuLookupTable;
  readonly defaultMatch: string;
  readonly matchType: readonly string[];
  readonly minMatches: number | null;
  readonly maxMatches: number | null;
  readonly caseSensitiveMatch: string;
  readonly at: (path: string) => Span;
}

export type EscuLookupTable =
  | { readonly kind: 'csv' | 'mlmodel'; readonly filename: string }
  | {
      readonly kind: 'kvstore';
      readonly collection: string;
      readonly fields: readonly string[];
      /** The list as one text: as the file has it, else joined. */
      readonly written: string;
    };

export interface EscuStory extends EscuObject {
  readonly kind: 'story';
  readonly narrative: string;
  readonly status: string;
  readonly categories: readonly string[];
  readonly products: readonly string[];
  readonly useCase: string;
  readonly cves: readonly string[];
}

export interface EscuBaseline extends EscuObject {
  readonly kind: 'baseline';
  readonly search: Source;
  readonly howToImplement: string;
  readonly knownFalsePositives: string;
  readonly analyticStories: readonly string[];
  readonly detections: readonly string[];
  /** As a v4 file lists them. */
  readonly dataModels: readonly string[];
  readonly securityDomain: string;
  readonly schedule: EscuSchedule;
  readonly status: string;
}

/** What every object of a type gets: `deployments/*.yml` up to v5, `schedules/*.yml` in v6. */
export interface EscuDeployment {
  readonly kind: 'deployment';
  readonly source: Source;
  readonly name: string;
  /** TTP, Anomaly, Hunting, Correlation or Baseline; empty for a schedule that is chosen by name. */
  readonly type: string;
  readonly times: EscuTimes;
  readonly alertActions: EscuAlertActions;
  readonly at: (path: string) => Span;
}

export interface EscuAlertActions {
  readonly notable: { readonly title: string; readonly description: string; readonly fields: readonly string[] } | null;
  readonly risk: boolean;
  readonly email: { readonly subject: string; readonly to: string; readonly message: string } | null;
  readonly slack: { readonly channel: string; readonly message: string } | null;
  readonly phantom: {
    readonly camWorkers: string;
    readonly label: string;
    readonly server: string;
    readonly sensitivity: string;
    readonly severity: string;
  } | null;
}

export interface EscuDataSource {
  readonly kind: 'data source';
  readonly source: Source;
  readonly name: string;
  readonly sourceField: string;
  readonly sourcetype: string;
  readonly outputFields: readonly string[];
  /** The fields that its events have; empty when the file lists none. */
  readonly fields: readonly string[];
  readonly at: (path: string) => Span;
}

/** v5's mapping of deprecated content, kept in one file for the repository. */
export interface EscuDeprecationMapping {
  readonly kind: 'deprecation';
  readonly source: Source;
  readonly entries: readonly (EscuDeprecation & { readonly content: string })[];
}

/** contentctl.yml: names the app. */
export interface EscuSettings {
  readonly kind: 'settings';
  readonly source: Source;
  readonly app: {
    readonly id: string;
    readonly label: string;
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly author: string;
  };
}

export type EscuItem =
  | EscuDetection
  | EscuMacro
  | EscuLookup
  | EscuStory
  | EscuBaseline
  | EscuDeployment
  | EscuDataSource
  | EscuDeprecationMapping
  | EscuSettings;
