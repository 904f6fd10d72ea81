import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Source, Span } from '../core/source';
import { editDistance } from '../core/suggest';
import { checkLogic } from './check_logic';
import { readCondition } from './condition';
import { orOf, type Expression } from './expression';
import type { ModifierContext } from './modifiers/modifier';
import { readSelection } from './read_detection';
import { missing, readLogSource, readMetadata } from './read_metadata';
import type { Selection, SigmaRule } from './rule';
import { mapOf, startOf, valueOf } from './yaml_fields';
import type { YamlEntry, YamlMap, YamlNode } from '../core/yaml_node';
import { scalarSource } from '../core/yaml_scalar';

/** The parts of a detection that a rule and a filter share. */
export interface Detection {
  readonly selections: readonly Selection[];
  readonly conditions: readonly string[];
  readonly expression: Expression;
  readonly conditionSpan: Span;
}

/** A rule document, or undefined after reporting its errors. */
export function readRule(map: YamlMap, report: Report, context: ModifierContext): SigmaRule | undefined {
  const metadata = readMetadata(map, report);
  const logsource = readLogSource(map, report);
  const detectionMap = mapOf(map, 'detection', report);
  if (detectionMap === undefined) {
    if (valueOf(map, 'detection') === undefined)
      missing(map, 'detection', 'Add detection with selections and a condition.', report);
    return undefined;
  }
  const detection = readDetection(detectionMap, [], report, context);
  if (detection === undefined || logsource === undefined) return undefined;
  return {
    kind: 'rule',
    ...metadata,
    logsource,
    logsourceSpan: metadata.places.get('logsource') ?? map.span,
    detectionSpan: map.entries.get('detection')?.keySpan ?? map.span,
    ...detection,
  };
}

/** Selections and condition of a map; `skip` names keys that are neither. Undefined after reporting errors. */
export function readDetection(
  map: YamlMap,
  skip: readonly string[],
  report: Report,
  context: ModifierContext,
): Detection | undefined {
  const selections: Selection[] = [];
  let broken = false;
  for (const { key, keySpan, value } of map.entries.values()) {
    if (key === 'condition' || key === 'timeframe' || skip.includes(key)) continue;
    const expression = readSelection(value, report, context);
    if (expression === undefined) broken = true;
    else selections.push({ name: key, expression, span: keySpan });
  }
  const conditions = readConditions(map, report);
  const timeframe = map.entries.get('timeframe');
  if (timeframe !== undefined && !conditions.some(({ text }) => text.includes('|'))) warnTimeframe(timeframe, report);
  if (broken || conditions.length === 0) return undefined;
  return resolve(map, selections, conditions, report);
}

function resolve(
  map: YamlMap,
  selections: readonly Selection[],
  conditions: readonly ConditionText[],
  report: Report,
): Detection | undefined {
  const used = new Set<string>();
  const read = conditions.map(({ source }) => readCondition(source, selections, used, report));
  const good = read.filter((expression) => expression !== undefined);
  if (good.length !== read.length) return undefined;
  for (const { name, span } of selections) if (!used.has(name)) unused(name, span, report);
  const expression = orOf(good);
  const conditionSpan = conditions[0]?.span ?? map.span;
  if (expression.kind === 'constant') constantCondition(expression.value, conditionSpan, report);
  if (expression.kind === 'constant' && !expression.value) return undefined;
  checkLogic(expression, conditionSpan, report);
  return { selections, conditions: conditions.map(({ text }) => text), expression, conditionSpan };
}

interface ConditionText {
  readonly text: string;
  readonly span: Span;
  /** The text with the way to its place in the file. */
  readonly source: Source;
}

function readConditions(map: YamlMap, report: Report): readonly ConditionText[] {
  const value = valueOf(map, 'condition');
  const nodes: readonly YamlNode[] = value === undefined ? [] : value.kind === 'list' ? value.items : [value];
  const texts = nodes.flatMap((node) =>
    node.kind === 'scalar'
      ? [{ text: node.text, span: node.span, source: scalarSource(node.text, node.style, node.span) }]
      : [],
  );
  if (texts.length === 0 || texts.length !== nodes.length)
    report(
      diagnosticAt(map.entries.get('condition')?.keySpan ?? misspeltCondition(map) ?? startOf(map.span), {
        code: 'WW0403',
        severity: 'error',
        message: 'The detection has no condition in the form of a text',
        hint: 'Add for example condition: selection.',
      }),
    );
  return texts.length === nodes.length ? texts : [];
}

/** Where a key stands that is nearly `condition`: it was read as a selection. */
function misspeltCondition(map: YamlMap): Span | undefined {
  return [...map.entries.values()].find(({ key }) => editDistance(key.toLowerCase(), 'condition', 2) <= 2)?.keySpan;
}

function unused(name: string, span: Span, report: Report): void {
  report(
    diagnosticAt(span, {
      code: 'WW0417',
      severity: 'warning',
      message: `The condition does not use "${name}"`,
      hint: 'Name it in the condition or take it away.',
    }),
  );
}

/** Sigma before version 2 let an aggregation behind the condition look at so much time. */
function warnTimeframe({ keySpan }: YamlEntry, report: Report): void {
  report(
    diagnosticAt(keySpan, {
      code: 'WW0417',
      severity: 'warning',
      message: 'A timeframe without an aggregation changes nothing',
      hint: 'Take it away; a count within a time span is a correlation document of its own.',
    }),
  );
}

function constantCondition(value: boolean, span: Span, report: Report): void {
  report(
    diagnosticAt(span, {
      code: 'WW0418',
      severity: 'error',
      message: value ? 'The condition is true for every event' : 'The condition can never be true',
      hint: 'See the warnings about its parts, and name selections that exist.',
    }),
  );
}
