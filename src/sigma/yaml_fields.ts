import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Span } from '../core/source';
import { didYouMean, editDistance } from '../core/suggest';
import type { YamlMap, YamlNode } from '../core/yaml_node';

/** Reading the keys of a YAML map as typed values; a value of the wrong type is reported as WW0404. */

/** The value of a key, or undefined when it is missing or empty. */
export function valueOf(map: YamlMap, key: string): YamlNode | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

/** A text, numbers and dates taken as written; null when it is missing or wrong. */
export function textOf(map: YamlMap, key: string, report: Report): string | null {
  const value = valueOf(map, key);
  if (value === undefined) return null;
  if (value.kind === 'scalar') return value.text;
  return wrongType(value.span, key, 'one text', report);
}

/** A list of texts; a single text counts as a list of one. */
export function textsOf(map: YamlMap, key: string, report: Report): readonly string[] {
  const value = valueOf(map, key);
  if (value === undefined) return [];
  return (value.kind === 'list' ? value.items : [value]).flatMap((item) => {
    if (item.kind === 'scalar') return item.value === null ? [] : [item.text];
    wrongType(item.span, key, 'a list of texts', report);
    return [];
  });
}

/** One of the allowed words; anything else is reported as WW0405 and read as null. */
export function wordOf<Word extends string>(
  map: YamlMap,
  key: string,
  allowed: readonly Word[],
  report: Report,
): Word | null {
  const text = textOf(map, key, report);
  if (text === null) return null;
  const found = allowed.find((word) => word === text.toLowerCase());
  if (found !== undefined) return found;
  report(
    diagnosticAt(spanOf(map, key), {
      code: 'WW0405',
      severity: 'warning',
      message: `"${text}" is not a value of ${key}`,
      hint: didYouMean(text, allowed, `Use one of ${allowed.join(', ')}.`),
    }),
  );
  return null;
}

/** The map under a key, or undefined. */
export function mapOf(map: YamlMap, key: string, report: Report): YamlMap | undefined {
  const value = valueOf(map, key);
  if (value === undefined || value.kind === 'map') return value;
  wrongType(value.span, key, 'a map (key: value)', report);
  return undefined;
}

/** Where a key's value stands; the whole map when the key is missing. */
export function spanOf(map: YamlMap, key: string): Span {
  return map.entries.get(key)?.value.span ?? startOf(map.span);
}

/** The first line of a span: what a message about a whole document points at. */
export function startOf(span: Span): Span {
  const end = span.source.text.indexOf('\n', span.start);
  return { ...span, end: end === -1 ? span.end : Math.min(span.end, end) };
}

/** Warns (WW0406) about keys that are not among the known ones; with `nearOnly`, only where one of them is likely meant. */
export function checkKeys(
  map: YamlMap,
  known: readonly string[],
  where: string,
  report: Report,
  nearOnly = false,
): void {
  for (const { key, keySpan } of map.entries.values()) {
    if (known.includes(key)) continue;
    const otherwise = `Known keys: ${known.join(', ')}.`;
    const hint = didYouMean(key, known, otherwise);
    if (nearOnly && !isLikely(key, known, hint !== otherwise)) continue;
    report(
      diagnosticAt(keySpan, { code: 'WW0406', severity: 'warning', message: `Unknown key "${key}" in ${where}`, hint }),
    );
  }
}

/** Short keys are near to many: of those only one letter may differ. */
function isLikely(key: string, known: readonly string[], isNear: boolean): boolean {
  if (key.length > 3) return isNear;
  return key.length === 3 && known.some((other) => other.length > 3 && editDistance(key, other, 1) <= 1);
}

function wrongType(span: Span, key: string, wanted: string, report: Report): null {
  report(
    diagnosticAt(span, {
      code: 'WW0404',
      severity: 'error',
      message: `${key} must be ${wanted}`,
      hint: 'Correct the value; see the Sigma specification, section "Sigma Rules".',
    }),
  );
  return null;
}
