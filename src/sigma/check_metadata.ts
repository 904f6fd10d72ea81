import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Span } from '../core/source';
import { didYouMean } from '../core/suggest';
import type { YamlMap, YamlNode } from '../core/yaml_node';
import { checkKeys, spanOf, valueOf } from './yaml_fields';

/** What the specification (2.1.0, "Sigma Rules" and "Sigma Tags") says of dates, tags, related rules and lists. */
export function checkMetadata(map: YamlMap, report: Report): void {
  for (const key of ['date', 'modified']) checkDate(map, key, report);
  checkOrder(map, report);
  for (const key of ['references', 'tags', 'fields', 'scope']) checkList(map, key, report);
  for (const key of ['references', 'tags', 'falsepositives']) checkRepeats(map, key, report);
  for (const tag of scalarsOf(valueOf(map, 'tags'))) checkTag(tag.text, tag.span, report);
  for (const link of scalarsOf(valueOf(map, 'references'))) checkReference(link.text, link.span, report);
  checkRelated(map, report);
}

interface Text {
  readonly text: string;
  readonly span: Span;
}

function scalarsOf(node: YamlNode | undefined): readonly Text[] {
  if (node?.kind === 'scalar') return [node];
  return node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [item] : [])) : [];
}

function say(span: Span, code: 'WW0404' | 'WW0405', message: string, hint: string, report: Report): void {
  report(diagnosticAt(span, { code, severity: 'warning', message, hint }));
}

function dayOf(map: YamlMap, key: string): string | undefined {
  const [date] = scalarsOf(valueOf(map, key));
  return date?.text.trim().replaceAll('/', '-');
}

function checkDate(map: YamlMap, key: string, report: Report): void {
  const day = dayOf(map, key);
  if (day === undefined || isDay(day)) return;
  say(spanOf(map, key), 'WW0404', `"${day.slice(0, 40)}" is no day`, `write ${key} as YYYY-MM-DD`, report);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function checkOrder(map: YamlMap, report: Report): void {
  const [date, modified] = [dayOf(map, 'date'), dayOf(map, 'modified')];
  if (date === undefined || modified === undefined || !isDay(date) || !isDay(modified) || modified >= date) return;
  say(
    spanOf(map, 'modified'),
    'WW0404',
    `The rule was modified (${modified}) before it was made (${date})`,
    'correct one of the two',
    report,
  );
}

function checkList(map: YamlMap, key: string, report: Report): void {
  const value = valueOf(map, key);
  if (value?.kind === 'scalar')
    say(
      value.span,
      'WW0404',
      `${key} is a list in the specification; this is one text`,
      `write ${key}: and "- " before each entry`,
      report,
    );
}

function checkRepeats(map: YamlMap, key: string, report: Report): void {
  const seen = new Set<string>();
  for (const { text, span } of scalarsOf(valueOf(map, key))) {
    if (seen.has(text))
      report(
        diagnosticAt(span, {
          code: 'WW0425',
          severity: 'information',
          message: `"${text.slice(0, 60)}" stands in this list twice`,
          hint: 'take one away, or write what was meant',
        }),
      );
    seen.add(text);
  }
}

function checkReference(text: string, span: Span, report: Report): void {
  if (/^[a-z]{3,6}:\/\//i.test(text) && !/^(?:https?|ftp):\/\//i.test(text))
    say(span, 'WW0404', `"${text.slice(0, 60)}" is no web address`, 'write https://…', report);
}

const tactics = [
  ...['reconnaissance', 'resource-development', 'initial-access', 'execution', 'persistence', 'privilege-escalation'],
  ...['defense-evasion', 'stealth', 'defense-impairment', 'credential-access', 'discovery', 'lateral-movement'],
  ...['collection', 'command-and-control', 'exfiltration', 'impact', 'inhibit-response-function', 'evasion'],
  'impair-process-control',
];

const namespaces = ['attack', 'cve', 'detection', 'car', 'tlp', 'stp', 'd3fend'];

/** What may stand behind each namespace of the specification; others are a matter of their owners. */
const names: Readonly<Record<string, RegExp>> = {
  attack: /^(?:t\d{4}(?:\.\d{3})?|[gsc]\d{4}|ds\d{4}|m\d{4}|ta\d{4})$/,
  cve: /^\d{4}[-.]\d{4,}$/,
  detection: /^(?:dfir|emerging-threats|threat-hunting)$/,
  car: /^\d{4}-\d{2}-\d{3}$/,
  tlp: /^(?:red|amber|amber-strict|green|clear|white)$/,
};

function checkTag(tag: string, span: Span, report: Report): void {
  const [namespace = '', ...rest] = tag.split('.');
  const name = rest.join('.');
  if (!namespaces.includes(namespace)) {
    const hint = didYouMean(namespace, namespaces, '');
    if (hint !== '') say(span, 'WW0405', `"${tag}" has no namespace of the specification`, hint, report);
    return;
  }
  if (namespace === 'attack' && tactics.includes(name)) return;
  if (names[namespace]?.test(name) ?? true) return;
  const otherwise = 'write for example attack.t1505.003, attack.persistence or cve.2021-26855';
  say(
    span,
    'WW0405',
    `"${tag}" is no tag of the specification`,
    namespace === 'attack' ? didYouMean(name, tactics, otherwise) : otherwise,
    report,
  );
}

const relations = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];

function checkRelated(map: YamlMap, report: Report): void {
  const value = valueOf(map, 'related');
  if (value?.kind !== 'list') return;
  for (const item of value.items) {
    if (item.kind !== 'map') continue;
    checkKeys(item, ['id', 'type'], 'a related rule', report);
    const [type] = scalarsOf(valueOf(item, 'type'));
    const [id] = scalarsOf(valueOf(item, 'id'));
    if (type !== undefined && !relations.includes(type.text.toLowerCase()))
      say(
        type.span,
        'WW0405',
        `"${type.text}" is no relation between rules`,
        didYouMean(type.text, relations, `Use one of ${relations.join(', ')}.`),
        report,
      );
    if (id !== undefined && id.text === scalarsOf(valueOf(map, 'id'))[0]?.text)
      say(id.span, 'WW0404', 'The related rule is this one itself', 'give the id of the other rule', report);
    if (id !== undefined && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id.text))
      say(id.span, 'WW0404', `The id "${id.text}" is not a UUID`, 'give the id of the related rule', report);
  }
}
