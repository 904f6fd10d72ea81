import { diagnosticAt, type Report } from '../core/diagnostic';
import { didYouMean } from '../core/suggest';
import { missing, readMetadata } from './read_metadata';
import { correlationTypes, type CorrelationType, type SigmaCorrelation } from './rule';
import { checkKeys, mapOf, spanOf, startOf, textOf, textsOf, valueOf } from './yaml_fields';
import type { Span } from '../core/source';
import type { YamlMap } from '../core/yaml_node';

const keys = ['type', 'rules', 'aliases', 'group-by', 'timespan', 'condition', 'generate'];
const operators = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'] as const;
/** A month and a year as the 400 years of the calendar's cycle have them on average. */
const unitSeconds: Readonly<Record<string, number>> = {
  ...{ s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_629_746, y: 31_556_952 },
};

/** A correlation document (specification 2.1.0, "Sigma Correlation Rules"), or undefined after reporting its errors. */
export function readCorrelation(map: YamlMap, report: Report): SigmaCorrelation | undefined {
  const metadata = readMetadata(map, report);
  const body = mapOf(map, 'correlation', report);
  if (body === undefined) return undefined;
  checkKeys(body, keys, 'correlation', report);
  const type = readType(body, report);
  const rules = textsOf(body, 'rules', report);
  if (rules.length === 0) missing(body, 'rules', 'Name the rules by name or id.', report);
  const timespanSeconds = readTimespan(body, report);
  if (type === undefined || rules.length === 0 || timespanSeconds === undefined) return undefined;
  return {
    kind: 'correlation',
    ...metadata,
    type,
    typeSpan: spanOf(body, 'type'),
    rules,
    aliases: readAliases(body, report),
    groupBy: textsOf(body, 'group-by', report),
    timespanSeconds,
    ...readCondition(body, type, report),
    generate: textOf(body, 'generate', report) === 'true',
  };
}

function readType(body: YamlMap, report: Report): SigmaCorrelation['type'] | undefined {
  const text = textOf(body, 'type', report);
  const found = correlationTypes.find((type) => type === text);
  if (found !== undefined) return found;
  const hint = didYouMean(text ?? '', correlationTypes, `Use one of ${correlationTypes.join(', ')}.`);
  const message = text === null ? 'The correlation has no type' : `"${text}" is not a correlation type`;
  problem(spanOf(body, 'type'), message, hint, report);
  return undefined;
}

function readTimespan(body: YamlMap, report: Report): number | undefined {
  const text = textOf(body, 'timespan', report) ?? '';
  const [, count = '', unit = ''] = /^(\d+)([smhdwMy])$/.exec(text) ?? [];
  const seconds = Number(count) * (unitSeconds[unit] ?? 0);
  if (seconds > 0) return seconds;
  const message = text === '' ? 'The correlation has no timespan' : `"${text}" is not a time span`;
  const hint = 'Write a number and s, m, h, d, w, M or y, for example 15m.';
  problem(spanOf(body, 'timespan'), message, hint, report);
  return undefined;
}

function readAliases(body: YamlMap, report: Report): SigmaCorrelation['aliases'] {
  const aliases = mapOf(body, 'aliases', report);
  return new Map(
    [...(aliases?.entries.values() ?? [])].map(({ key, value }) => [
      key,
      new Map(
        value.kind === 'map'
          ? [...value.entries.values()].map((entry) => [
              entry.key,
              entry.value.kind === 'scalar' ? entry.value.text : '',
            ])
          : [],
      ),
    ]),
  );
}

type ConditionPart = Pick<SigmaCorrelation, 'conditions' | 'conditionField' | 'percentile'>;

/**
 * What is counted or reckoned has to be compared with something. That the rules of a temporal one have matched is enough;
 * a later specification lets it join them by and, or, not in a text.
 */
const needs: Readonly<Record<CorrelationType, { readonly number: boolean; readonly field: boolean }>> = {
  event_count: { number: true, field: false },
  value_count: { number: true, field: true },
  temporal: { number: false, field: false },
  temporal_ordered: { number: false, field: false },
  value_sum: { number: true, field: true },
  value_avg: { number: true, field: true },
  value_percentile: { number: true, field: true },
  value_median: { number: true, field: true },
};

function readCondition(body: YamlMap, type: CorrelationType, report: Report): ConditionPart {
  const condition = valueOf(body, 'condition');
  const map = condition?.kind === 'map' ? condition : undefined;
  if (map !== undefined) checkKeys(map, [...operators, 'field', 'percentile'], "the correlation's condition", report);
  const conditions = map === undefined ? [] : operators.flatMap((operator) => readNumber(map, operator, report));
  const conditionField = map === undefined ? null : textOf(map, 'field', report);
  const place = map?.span ?? spanOf(body, 'condition');
  if (needs[type].number && conditions.length === 0)
    problem(
      place,
      `${type} needs a condition with a number`,
      'Write for example condition: and under it gte: 10.',
      report,
    );
  if (needs[type].field && conditionField === null)
    problem(
      place,
      `${type} needs the field whose values it looks at`,
      'Write field: and its name under condition.',
      report,
    );
  const percentile = map === undefined ? [] : readNumber(map, 'percentile', report);
  return {
    conditions: conditions.map(({ key, value }) => ({ operator: key, value })),
    conditionField,
    percentile: percentile[0]?.value ?? null,
  };
}

function readNumber<Key extends string>(
  map: YamlMap,
  key: Key,
  report: Report,
): readonly { readonly key: Key; readonly value: number }[] {
  const text = textOf(map, key, report);
  if (text === null) return [];
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isNaN(value)) return [{ key, value }];
  problem(spanOf(map, key), `"${text}" is no number`, `Give ${key} a number.`, report);
  return [];
}

function problem(span: Span, message: string, hint: string, report: Report): void {
  report(diagnosticAt(startOf(span), { code: 'WW0421', severity: 'error', message, hint }));
}
