import { diagnosticAt, type Report } from '../core/diagnostic';
import { didYouMean } from '../core/suggest';
import { checkMetadata } from './check_metadata';
import { levels, statuses, type LogSource, type Metadata } from './rule';
import { checkKeys, mapOf, spanOf, startOf, textOf, textsOf, valueOf, wordOf } from './yaml_fields';
import type { YamlMap } from '../core/yaml_node';

/** What all documents share: title, id, status, author and so on (specification 2.1.0, "Sigma Rules"). */

const MOST_TITLE = 256;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The keys of the specification; whatever else stands at the top is a custom key. */
export const knownKeys = [
  ...['title', 'id', 'name', 'related', 'taxonomy', 'status', 'description', 'license', 'author', 'date', 'modified'],
  ...['level', 'references', 'tags', 'scope', 'fields', 'falsepositives', 'logsource', 'detection', 'correlation'],
  'filter',
] as const;

/** Custom keys that are in wide use, and our own: no misspelling of anything. */
const customKeys = ['regression_tests_path', 'simulation', 'webshell_watch', 'tests', 'version', 'falsepositive'];

/** Reads the shared keys. What is missing or malformed is reported (WW0403 to WW0406). */
export function readMetadata(map: YamlMap, report: Report): Metadata {
  checkKeys(map, [...knownKeys, ...customKeys], 'the document', report, true);
  checkMetadata(map, report);
  const title = textOf(map, 'title', report) ?? '';
  checkTitle(map, title, report);
  const id = textOf(map, 'id', report);
  if (id !== null && !uuid.test(id)) warnId(map, id, report);
  const text = (key: string): string | null => textOf(map, key, report);
  const entries = [...map.entries.values()];
  const texts = (key: string): readonly string[] => textsOf(map, key, report);
  return {
    title,
    id,
    name: text('name'),
    related: readRelated(map, report),
    taxonomy: text('taxonomy') ?? 'sigma',
    status: wordOf(map, 'status', statuses, report),
    description: text('description'),
    license: text('license'),
    author: text('author'),
    date: text('date'),
    modified: text('modified'),
    level: wordOf(map, 'level', levels, report),
    references: texts('references'),
    tags: texts('tags'),
    scope: texts('scope'),
    fields: texts('fields'),
    falsepositives: texts('falsepositives'),
    custom: new Map(
      entries.filter(({ key }) => !knownKeys.some((known) => known === key)).map(({ key, value }) => [key, value]),
    ),
    places: new Map(entries.map(({ key, value }) => [key, value.span])),
    span: map.span,
  };
}

/** The log source of a rule or filter; an empty one is an error (WW0403). */
export function readLogSource(map: YamlMap, report: Report): LogSource | undefined {
  const source = mapOf(map, 'logsource', report);
  if (source === undefined) {
    if (valueOf(map, 'logsource') === undefined)
      missing(map, 'logsource', 'Add logsource with category, product or service.', report);
    return undefined;
  }
  checkKeys(source, ['category', 'product', 'service', 'definition'], 'logsource', report, true);
  const [category, product, service] = ['category', 'product', 'service'].map((key) =>
    lower(textOf(source, key, report)),
  );
  if ((category ?? product ?? service ?? null) === null) {
    missing(
      source,
      'logsource needs a category, product or service',
      'Add for example category: process_creation.',
      report,
    );
    return undefined;
  }
  if (category === 'process_creation' && typeof service === 'string' && (product ?? 'windows') === 'windows')
    checkService(source, service, report);
  const definition = textOf(source, 'definition', report);
  return { category: category ?? null, product: product ?? null, service: service ?? null, definition };
}

/** Windows writes process creations into two of its logs. */
function checkService(source: YamlMap, service: string, report: Report): void {
  const services = ['sysmon', 'security'];
  if (services.includes(service)) return;
  report(
    diagnosticAt(spanOf(source, 'service'), {
      code: 'WW0405',
      severity: 'warning',
      message: `The service "${service}" has no process creations`,
      hint: didYouMean(service, services, 'Leave service out, or write sysmon or security.'),
    }),
  );
}

const lower = (text: string | null): string | null => text?.toLowerCase() ?? null;

/** Reports a mandatory key that is not there. */
export function missing(map: YamlMap, what: string, hint: string, report: Report): void {
  const message = /\s/.test(what) ? what : `${what} is missing`;
  report(diagnosticAt(startOf(map.span), { code: 'WW0403', severity: 'error', message, hint }));
}

function checkTitle(map: YamlMap, title: string, report: Report): void {
  if (title.trim() === '') missing(map, 'title', 'Give the document a title.', report);
  else if (title.length > MOST_TITLE)
    report(
      diagnosticAt(spanOf(map, 'title'), {
        code: 'WW0404',
        severity: 'warning',
        message: `The title has ${title.length} characters; the specification allows ${MOST_TITLE}`,
        hint: 'Shorten it and move the rest to the description.',
      }),
    );
}

function warnId(map: YamlMap, id: string, report: Report): void {
  report(
    diagnosticAt(spanOf(map, 'id'), {
      code: 'WW0404',
      severity: 'warning',
      message: `The id "${id}" is not a UUID`,
      hint: 'Use a random UUID (version 4), as the specification asks.',
    }),
  );
}

function readRelated(map: YamlMap, report: Report): Metadata['related'] {
  const value = valueOf(map, 'related');
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => {
    if (item.kind !== 'map') return [];
    return [{ id: textOf(item, 'id', report) ?? '', type: textOf(item, 'type', report) ?? '' }];
  });
}
