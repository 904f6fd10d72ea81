import type { Diagnostic } from '../core/diagnostic';
import type { Span } from '../core/source';
import type { Expression } from './expression';
import type { YamlNode } from '../core/yaml_node';

/** Sigma documents as the rest of the program sees them: no optional fields, everything resolved (specification 2.1.0). */

export const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export type Status = (typeof statuses)[number];

export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];

export interface LogSource {
  readonly category: string | null;
  readonly product: string | null;
  readonly service: string | null;
  readonly definition: string | null;
}

/** What every kind of document says about itself. */
export interface Metadata {
  readonly title: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly related: readonly { readonly id: string; readonly type: string }[];
  readonly taxonomy: string;
  readonly status: Status | null;
  readonly description: string | null;
  readonly license: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly modified: string | null;
  readonly level: Level | null;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly scope: readonly string[];
  readonly fields: readonly string[];
  readonly falsepositives: readonly string[];
  /** Keys that the specification leaves to the user, `webshell_watch` among them. */
  readonly custom: ReadonlyMap<string, YamlNode>;
  /** Where each top-level key's value stands. */
  readonly places: ReadonlyMap<string, Span>;
  readonly span: Span;
}

/** A named part of a rule's detection. */
export interface Selection {
  readonly name: string;
  readonly expression: Expression;
  readonly span: Span;
}

export interface SigmaRule extends Metadata {
  readonly kind: 'rule';
  readonly logsource: LogSource;
  readonly logsourceSpan: Span;
  /** The key `detection`. */
  readonly detectionSpan: Span;
  readonly selections: readonly Selection[];
  /** The conditions as written; a list means any of them. */
  readonly conditions: readonly string[];
  /** The conditions with their selections put in, filters applied. */
  readonly expression: Expression;
  readonly conditionSpan: Span;
}

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export interface CorrelationCondition {
  readonly operator: 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'neq';
  readonly value: number;
}

export interface SigmaCorrelation extends Metadata {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  readonly typeSpan: Span;
  readonly rules: readonly string[];
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly groupBy: readonly string[];
  readonly timespanSeconds: number;
  readonly conditions: readonly CorrelationCondition[];
  readonly conditionField: string | null;
  readonly percentile: number | null;
  readonly generate: boolean;
}

export interface SigmaFilter extends Metadata {
  readonly kind: 'filter';
  readonly logsource: LogSource;
  /** Ids or names of the rules that it narrows, or `any`. */
  readonly rules: readonly string[] | 'any';
  readonly rulesSpan: Span;
  readonly expression: Expression;
}

/** A document that is meant as Sigma but has errors: named, so that nothing disappears. */
export interface BrokenDocument {
  readonly kind: 'broken';
  readonly title: string;
  readonly id: string | null;
  readonly logsource: LogSource | null;
  readonly span: Span;
}

export type SigmaDocument = SigmaRule | SigmaCorrelation | SigmaFilter | BrokenDocument;

/** A document and what there was to say about it. */
export interface ReadDocument {
  readonly document: SigmaDocument;
  readonly diagnostics: readonly Diagnostic[];
}
