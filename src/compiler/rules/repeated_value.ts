import type { EvalExpression, FieldName, SearchExpression, SearchValue } from '../../spl/ast';
import type { Span } from '../../core/source';
import { walk, type SplNode } from '../../spl/visit';
import type { Detection } from '../detection';
import { isPresent, textAt } from './places';
import type { Rule } from './rule';

/** What stands twice in a list changes nothing, and often another value was meant. */
export const repeatedValue: Rule = {
  severity: 'information',
  level: 'recommended',
  title: 'Lists hold each value once',
  check({ detection, written }, _library, report) {
    const say = ({ text, span }: Entry): void =>
      report(span, `${text} stands here twice`, 'take one away, or write what was meant');
    if (detection.origin.format === 'sigma') return;
    for (const list of listsOf(detection)) repeatsIn(entriesAt(detection, list)).forEach(say);
    walk(written, (node) => repeatsIn(entriesOf(node)).forEach(say));
  },
};

/** Lists of the file whose entries count once: what was read, and where it stands. */
function listsOf({ annotations, references, dataSources, throttling }: Detection): readonly List[] {
  return [
    { values: annotations.analyticStories, keys: ['tags.analytic_story', 'analytic_story'] },
    { values: annotations.attackIds, keys: ['tags.mitre_attack_id', 'mitre_attack_id'] },
    { values: annotations.cves, keys: ['tags.cve', 'cve'] },
    { values: annotations.products, keys: ['tags.product', 'product'] },
    { values: references, keys: ['references'] },
    { values: dataSources, keys: ['data_source'] },
    { values: throttling?.fields ?? [], keys: ['tags.throttling.fields', 'throttling.fields'] },
  ];
}

interface List {
  readonly values: readonly string[];
  readonly keys: readonly string[];
}

interface Entry {
  readonly text: string;
  readonly span: Span;
  /** What is compared. */
  readonly key: string;
}

function repeatsIn(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ key }) => seen.size === seen.add(key).size);
}

/** The entries of a list with their places, read only where some value stands twice. */
function entriesAt(detection: Detection, { values, keys }: List): readonly Entry[] {
  if (new Set(values).size === values.length) return [];
  const key = keys.find((candidate) => isPresent(detection, candidate));
  if (key === undefined) return [];
  return values.map((_, index) => {
    const span = detection.at(`${key}.${index}`);
    const text = textAt(span);
    return { text, span, key: text };
  });
}

function entriesOf(node: SplNode): readonly Entry[] {
  switch (node.kind) {
    case 'in':
      return 'operand' in node ? node.values.flatMap(ofEval) : node.values.flatMap(ofSearch);
    case 'or':
      return node.operands.flatMap(ofCondition);
    case 'stats':
    case 'tstats':
    case 'eventstats':
    case 'streamstats':
      return node.by.map(({ field }) => ofField(field));
    default:
      return [];
  }
}

function ofField({ name, span }: FieldName): Entry {
  return { text: name, span, key: name };
}

function ofSearch(value: SearchValue | SplNode): readonly Entry[] {
  if (value.kind !== 'value') return [];
  const text = value.pieces.join('*');
  return [{ text: `"${text}"`, span: value.span, key: value.pieces.join('\n').toLowerCase() }];
}

function ofEval(value: EvalExpression): readonly Entry[] {
  return value.kind === 'string' ? [{ text: `"${value.value}"`, span: value.span, key: value.value }] : [];
}

function ofCondition(node: SearchExpression): readonly Entry[] {
  if (node.kind !== 'comparison') return [];
  const [value] = ofSearch(node.value);
  if (value === undefined) return [];
  const key = [node.field.name, node.operator, value.key].join('\n');
  return [{ text: `${node.field.name}${node.operator}${value.text}`, span: node.span, key }];
}
