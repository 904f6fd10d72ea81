import { badRequest } from './rest_error';

/** Form fields and query strings: names may repeat, order is kept. */
export class Params {
  constructor(private readonly pairs: readonly (readonly [string, string])[]) {}

  /** The last value of a name, as splunkd takes it. */
  get(name: string): string | undefined {
    return this.pairs.findLast(([key]) => key === name)?.[1];
  }

  all(name: string): readonly string[] {
    return this.pairs.filter(([key]) => key === name).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.pairs.some(([key]) => key === name);
  }

  entries(): readonly (readonly [string, string])[] {
    return this.pairs;
  }

  with(other: Params): Params {
    return new Params([...this.pairs, ...other.pairs]);
  }
}

const MOST_PAIRS = 20_000;

/** Reads `a=1&b=2`. Broken percent-encoding or invalid UTF-8 ends the request with 400. */
export function parseParams(text: string): Params {
  if (text === '') return new Params([]);
  const pieces = text.split('&', MOST_PAIRS + 1);
  if (pieces.length > MOST_PAIRS) throw badRequest(`More than ${MOST_PAIRS} parameters.`);
  return new Params(pieces.filter((piece) => piece !== '').map(parsePair));
}

function parsePair(piece: string): readonly [string, string] {
  const at = piece.indexOf('=');
  return at === -1
    ? [decodeFormText(piece), '']
    : [decodeFormText(piece.slice(0, at)), decodeFormText(piece.slice(at + 1))];
}

function decodeFormText(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

/** Percent-decoding that ends the request with 400 instead of an exception from the runtime. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest(`Malformed percent-encoding in "${text.slice(0, 80)}".`);
  }
}

/** Reads a boolean as Splunk's clients write it: 1, true, t, yes, on in any case. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(1|true|t|yes|y|on|enabled)$/i.test(text.trim());
}

/** A whole number parameter; `fallback` when absent, 400 when it is none or below `least`. */
export function wholeNumber(params: Params, name: string, fallback: number, least = 0): number {
  const text = params.get(name);
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw badRequest(`Invalid value "${text}" for argument "${name}": a whole number of at least ${least} is needed.`);
  return value;
}
