import type { SigmaString } from './sigma_string';

/** What a field is tested against, once the modifiers have done their work. */

export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';

export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/** A string test; letters match in either case unless `cased`. */
export interface StringValue {
  readonly kind: 'string';
  readonly string: SigmaString;
  readonly cased: boolean;
  /** As the rule says it: for the modifiers that read it their own way (`re`, `cidr`, `fieldref` …). */
  readonly written: string;
}

/** `written` keeps what the rule says, so that `007` can still be compared as text. */
export interface NumberValue {
  readonly kind: 'number';
  readonly number: number;
  readonly written: string;
}

/** Bytes from `wide` and its relatives, on their way to base64. */
export interface BytesValue {
  readonly kind: 'bytes';
  readonly bytes: readonly number[];
}

export interface RegexValue {
  readonly kind: 'regex';
  readonly pattern: string;
  readonly flags: RegexFlags;
}

/** An address block; `bytes` has 4 or 16 members. */
export interface CidrValue {
  readonly kind: 'cidr';
  readonly written: string;
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/** Another field of the same event, whose value is looked for in the given place. */
export interface FieldReferenceValue {
  readonly kind: 'fieldref';
  readonly field: string;
  readonly place: 'whole' | 'start' | 'end' | 'inside';
  readonly cased: boolean;
}

export type SigmaValue =
  | StringValue
  | NumberValue
  | BytesValue
  | RegexValue
  | CidrValue
  | FieldReferenceValue
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly wanted: boolean }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly number: number }
  | {
      readonly kind: 'time';
      readonly part: TimePart;
      readonly operator: CompareOperator | 'eq';
      readonly value: number;
    }
  /** One written value that stands for several: any of them will do. */
  | { readonly kind: 'anyOf'; readonly values: readonly SigmaValue[] };

export type ValueKind = SigmaValue['kind'];

/** How a value kind is called in messages. */
export const kindNames: Record<ValueKind, string> = {
  string: 'text',
  number: 'a number',
  bytes: 'encoded text',
  regex: 'a regular expression',
  cidr: 'an address block',
  fieldref: 'a field reference',
  boolean: 'true or false',
  null: 'null',
  exists: 'a test for existence',
  compare: 'a comparison',
  time: 'a part of a time',
  anyOf: 'several values',
};
