import { inBlock } from '../cidr';
import { regexTester } from '../regex';
import { literalString, mapLiterals, withWildcards } from '../sigma_string';
import type { CompareOperator, SigmaValue } from '../value';
import { fold } from '../../core/fold_case';
import { type MatchEvent } from './match_event';
import { textMatcher } from './text_matcher';
import { timePartOf } from './time_parts';

/** Whether a field of an event passes a test; a field that is missing passes none but null and `exists: false`. */
export type FieldMatcher = (event: MatchEvent, field: string) => boolean;

/** The test of one value, precompiled. */
export function valueMatcher(value: SigmaValue): FieldMatcher {
  switch (value.kind) {
    case 'string': {
      if (value.cased) return onText(textMatcher(value.string));
      const matches = textMatcher(mapLiterals(value.string, fold));
      return (event, field) => {
        const text = event.folded(field);
        return text !== undefined && matches(text);
      };
    }
    case 'number':
      return onText((text) => text === value.written || numberOf(text) === value.number);
    case 'boolean':
      return onText((text) => text.toLowerCase() === String(value.boolean));
    case 'bytes': {
      const matches = textMatcher(literalString(value.bytes.map((byte) => String.fromCharCode(byte)).join('')));
      return onText(matches);
    }
    case 'null':
      return (event, field) => event.value(field) === undefined;
    case 'exists':
      return (event, field) => (event.value(field) !== undefined) === value.wanted;
    case 'regex':
      return onText(regexTester(value));
    case 'cidr':
      return onText((text) => inBlock(text, value));
    case 'compare':
      return onText((text) => {
        const number = numberOf(text);
        return number !== undefined && comparisons[value.operator](number, value.number);
      });
    case 'time':
      return onText((text) => {
        const part = timePartOf(text, value.part);
        return part !== undefined && comparisons[value.operator](part, value.value);
      });
    case 'fieldref':
      return fieldReference(value);
    case 'anyOf': {
      const tests = value.values.map(valueMatcher);
      return (event, field) => tests.some((test) => test(event, field));
    }
  }
}

const comparisons: Record<CompareOperator | 'eq', (a: number, b: number) => boolean> = {
  eq: (a, b) => a === b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};

function onText(test: (text: string) => boolean): FieldMatcher {
  return (event, field) => {
    const text = event.value(field);
    return text !== undefined && test(text);
  };
}

/** The number that a text writes (0x for hexadecimal, as 4688 has it), or undefined. */
function numberOf(text: string): number | undefined {
  return /^(?:0x[0-9a-f]+|\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*)$/i.test(text) ? Number(text) : undefined;
}

const placed = {
  whole: (text: string) => literalString(text),
  start: (text: string) => withWildcards(literalString(text), 'after'),
  end: (text: string) => withWildcards(literalString(text), 'before'),
  inside: (text: string) => withWildcards(literalString(text), 'around'),
} as const;

/** Both fields must be there; the other one's text is taken as it is, without wildcards. */
function fieldReference({ field: other, place, cased }: Extract<SigmaValue, { kind: 'fieldref' }>): FieldMatcher {
  return (event, field) => {
    const [text, wanted] = cased
      ? [event.value(field), event.value(other)]
      : [event.folded(field), event.folded(other)];
    return text !== undefined && wanted !== undefined && textMatcher(placed[place](wanted))(text);
  };
}
