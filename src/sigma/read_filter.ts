import type { Report } from '../core/diagnostic';
import type { ModifierContext } from './modifiers/modifier';
import { missing, readLogSource, readMetadata } from './read_metadata';
import { readDetection } from './read_rule';
import type { SigmaFilter } from './rule';
import { mapOf, spanOf, textsOf } from './yaml_fields';
import type { YamlMap } from '../core/yaml_node';

/** A filter document (specification 2.1.0, "Sigma Filters"), or undefined after reporting its errors. */
export function readFilter(map: YamlMap, report: Report, context: ModifierContext): SigmaFilter | undefined {
  const metadata = readMetadata(map, report);
  const logsource = readLogSource(map, report);
  const body = mapOf(map, 'filter', report);
  if (body === undefined) return undefined;
  const rules = textsOf(body, 'rules', report);
  if (rules.length === 0)
    missing(body, 'rules', 'Name the rules that the filter narrows, by name or id, or write any.', report);
  const detection = readDetection(body, ['rules'], report, context);
  if (logsource === undefined || detection === undefined || rules.length === 0) return undefined;
  return {
    kind: 'filter',
    ...metadata,
    logsource,
    rules: rules.some((rule) => rule.toLowerCase() === 'any') ? 'any' : rules,
    rulesSpan: spanOf(body, 'rules'),
    expression: detection.expression,
  };
}
