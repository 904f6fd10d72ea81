import type { Diagnostic } from '../../../src/core/diagnostic';
import type { Pipeline } from '../../../src/spl/ast';
import { parseSearch, type ParseOptions } from '../../../src/spl/parse';

export interface Parsed {
  readonly pipeline: Pipeline;
  readonly diagnostics: readonly Diagnostic[];
}

export function parse(text: string, precedence: NonNullable<ParseOptions['precedence']> = 'or-first'): Parsed {
  const diagnostics: Diagnostic[] = [];
  const pipeline = parseSearch({ name: 'search', text }, { precedence, report: (one) => diagnostics.push(one) });
  return { pipeline, diagnostics };
}

/** The tree without places and layout: what two texts of one meaning share. */
export function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  const named = 'kind' in value && value.kind === 'aggregation' && 'as' in value && value.as !== null;
  const kept = Object.entries(value).filter(
    ([key, inner]: [string, unknown]) => !isPlace(inner) && key !== 'parenthesised' && !(named && key === 'text'),
  );
  return Object.fromEntries(kept.map(([key, inner]: [string, unknown]) => [key, shape(inner)]));
}

/** A span of text, whatever the key; `span=5m` of a command is none. */
function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'source' in value && 'start' in value;
}
