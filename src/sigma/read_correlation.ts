import { diagnosticAt, type Report } from '../core/diagnostic';
import { didYouMean } from '../core/suggest';
import { missing, readMetadata } from './read_metadata';
import { correlationTypes, type CorrelationCondition, type SigmaCorrelation } from './rule';
import { checkKeys, mapOf, spanOf, textOf, textsOf, valueOf } from './yaml_fields';
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
    ...readCondition(body, report),
    generate: textOf(body, 'generate', report) === 'true',
  };
}

function readType(body: YamlMap, report: Report): SigmaCorrelation['type'] | undefined {
  const text = textOf(body, 'type', report);
  const found = correlationTypes.find((type) => type === text);
  if (found !== undefined) return found;
  const hint = didYouMean(text ?? '', correlationTypes, `Use one of ${correlationTypes.join(', ')}.`);
  const message = text === null ? 'The correlation has no type' : `"${text}" is not a correlation type`;
  report(diagnosticAt(spanOf(body, 'type'), { code: 'WW0421', severity: 'error', message, hint }));
  return undefined;
}

function readTimespan(body: YamlMap, report: Report): number | undefined {
  const text = textOf(body, 'timespan', report) ?? '';
  const [, count = '', unit = ''] = /^(\d+)([smhdwMy])$/.exec(text) ?? [];
  const seconds = Number(count) * (unitSeconds[unit] ?? 0);
  if (seconds > 0) return seconds;
  const message = text === '' ? 'The correlation has no timespan' : `"${text}" is not a time span`;
  const hint = 'Write a number and s, m, h, d, w, M or y, for example 15m.';
  report(diagnosticAt(spanOf(body, 'timespan'), { code: 'WW0421', severity: 'error', message, hint }));
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

function readCondition(body: YamlMap, report: Report): ConditionPart {
  const condition = valueOf(body, 'condition');
  if (condition?.kind !== 'map') return { conditions: [], conditionField: null, percentile: null };
  const conditions = operators.flatMap((operator): CorrelationCondition[] => {
    const text = textOf(condition, operator, report);
    return text === null || Number.isNaN(Number(text)) ? [] : [{ operator, value: Number(text) }];
  });
  const percentile = textOf(condition, 'percentile', report);
  return {
    conditions,
    conditionField: textOf(condition, 'field', report),
    percentile: percentile === null ? null : Number(percentile),
  };
}
