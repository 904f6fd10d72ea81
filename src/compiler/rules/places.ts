import type { Span } from '../../core/source';
import type { TimesKey } from '../../escu/model';
import type { Detection } from '../detection';

/** Where things stand in a detection's file, whatever its format and generation. */

/** A field name's place in the file; `#` in a path is any index. */
export function placeOfField(detection: Detection, field: string, paths: readonly string[]): Span {
  const found = paths
    .flatMap(eachIndex)
    .map((path) => detection.at(path))
    .find((span) => textAt(span) === field);
  return found ?? detection.at('search');
}

const MOST_ITEMS = 40;

function eachIndex(path: string): readonly string[] {
  return path.includes('#')
    ? Array.from({ length: MOST_ITEMS }, (_, index) => path.replace('#', String(index)))
    : [path];
}

/** What a piece of a file says, quotes removed. */
export function textAt({ source, start, end }: Span): string {
  return source.text
    .slice(start, end)
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2');
}

/** The place of the first of these keys that the file has; else that of the name. */
export function placeOf(detection: Detection, paths: readonly string[]): Span {
  const path = paths.find((candidate) => isPresent(detection, candidate));
  return path === undefined ? placeOfName(detection) : detection.at(path);
}

/** Whether the file has a key: one that is not there has the place of what stands above it. */
export function isPresent(detection: Detection, path: string): boolean {
  const absent = detection.at([...path.split('.').slice(0, -1), 'no such key'].join('.'));
  const span = detection.at(path);
  return span.start !== absent.start || span.end !== absent.end;
}

export const riskFieldPaths = [
  'rba.risk_objects.#.field',
  'rba.threat_objects.#.field',
  'tags.observable.#.name',
  'finding.entity.field',
  'intermediate_findings.entities.#.field',
  'threat_objects.#.field',
  'webshell_watch.rba.risk_objects.#.field',
  'webshell_watch.rba.threat_objects.#.field',
];

export const throttleFieldPaths = [
  'tags.throttling.fields.#',
  'throttling.fields.#',
  'webshell_watch.throttling.fields.#',
];

export const throttlePeriodPaths = ['tags.throttling.period', 'throttling.period', 'webshell_watch.throttling.period'];

/** Where a key of the schedule stands, be it the detection's own or its deployment's. */
export function placeOfSchedule(detection: Detection, key: TimesKey): Span {
  return detection.schedule.at?.(key) ?? placeOfName(detection);
}

/** Where the name stands: Sigma calls it title. */
export function placeOfName(detection: Detection): Span {
  return detection.at(detection.origin.format === 'sigma' ? 'title' : 'name');
}

/** A token `$name$` of a text, with its place there. */
export interface Token {
  readonly token: string;
  readonly start: number;
  readonly length: number;
}

/** The tokens `$name$` of a text. */
export function tokensIn(text: string): readonly Token[] {
  return [...text.matchAll(/\$([\w.{}:]+)(?:\|[a-z])?\$/g)].map(({ 0: whole, 1: token = '', index }) => ({
    token,
    start: index,
    length: whole.length,
  }));
}

/** The names of the tokens `$name$` of a text. */
export function tokensOf(text: string): readonly string[] {
  return tokensIn(text).map(({ token }) => token);
}

/** Tokens that begin with `$` and have no second one, with their places in the text. */
export function openTokensOf(text: string): readonly { readonly token: string; readonly start: number }[] {
  const rest = text.replace(/\$[\w.{}:]+(?:\|[a-z])?\$/g, (token) => ' '.repeat(token.length));
  return [...rest.matchAll(/\$[a-z_]\w*/gi)].map(({ 0: token, index }) => ({ token, start: index }));
}
