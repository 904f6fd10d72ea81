import { kindNames, type SigmaValue, type StringValue, type ValueKind } from '../value';
import { parseSigmaString, plainText } from '../sigma_string';

/** What a modifier is: one small step from values to values; a field's modifiers are applied from left to right. */

/** Why a modifier could not be applied, and what to do about it. */
export interface Problem {
  readonly kind: 'problem';
  readonly message: string;
  readonly hint: string;
}

/** What a modifier may ask for besides the value. */
export interface ModifierContext {
  /** The values of a `%placeholder%`, or undefined when nobody supplied them. */
  readonly placeholder: (name: string) => readonly string[] | undefined;
}

/** Changes each value; values of other kinds than `accepts` are refused by the reader. */
export interface ValueModifier {
  readonly kind: 'value';
  readonly accepts: readonly ValueKind[];
  readonly apply: (value: SigmaValue, context: ModifierContext) => SigmaValue | Problem;
}

/** Changes how the values of a field work together. */
export interface ItemModifier {
  readonly kind: 'item';
  readonly change: 'all' | 'negate';
}

export type Modifier = ValueModifier | ItemModifier;

/** A problem in the shape that modifiers give back. */
export function problem(message: string, hint: string): Problem {
  return { kind: 'problem', message, hint };
}

/** A modifier that works on text; numbers and booleans are taken as they are written. */
export function textModifier(
  apply: (value: StringValue, context: ModifierContext) => SigmaValue | Problem,
): ValueModifier {
  return {
    kind: 'value',
    accepts: ['string', 'number', 'boolean'],
    apply: (value, context) => {
      const text = asText(value);
      return text === undefined ? unexpected(value, 'text') : apply(text, context);
    },
  };
}

/** Text, or a number or boolean as text; undefined for other kinds. */
export function asText(value: SigmaValue): StringValue | undefined {
  if (value.kind === 'string') return value;
  if (value.kind === 'number') return text(value.written);
  return value.kind === 'boolean' ? text(String(value.boolean)) : undefined;
}

const text = (written: string): StringValue => ({
  kind: 'string',
  string: parseSigmaString(written),
  cased: false,
  written,
});

/** The problem of a value of the wrong kind. */
export function unexpected(value: SigmaValue, wanted: string): Problem {
  return problem(
    `it works on ${wanted}, not on ${kindNames[value.kind]}`,
    `Give ${wanted}, or leave the modifier out.`,
  );
}

/** The text of a value that will be encoded, which therefore must not hold wildcards. */
export function encodable(value: StringValue): string | Problem {
  return (
    plainText(value.string) ??
    problem('it cannot encode a wildcard', 'Escape * and ? with a backslash, and put contains behind the encoding.')
  );
}
