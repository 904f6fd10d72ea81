import { diagnosticAt, type Diagnostic, type Report } from '../core/diagnostic';
import type { Source, Span } from '../core/source';
import { didYouMean, editDistance } from '../core/suggest';
import { scalarSource } from '../core/yaml_scalar';
import type { YamlMap, YamlNode } from '../core/yaml_node';

/** Reads the typed values of one YAML map; what has the wrong type or is missing is reported where it stands. */
export class FieldReader {
  constructor(
    readonly map: YamlMap,
    private readonly report: Report,
  ) {}

  has(key: string): boolean {
    return this.map.entries.has(key);
  }

  /** Text; numbers and dates as they were written. Empty when absent. */
  text(key: string): string {
    const node = this.valueOf(key);
    if (node === undefined) return '';
    if (node.kind === 'scalar') return node.text;
    this.wrongType(key, node, 'a text');
    return '';
  }

  requiredText(key: string): string {
    const text = this.text(key);
    if (text.trim() === '' && this.valueOf(key)?.kind !== 'list') this.missing(key);
    return text;
  }

  /** The text as a source whose places lead into the file; for SPL. */
  textSource(key: string): Source {
    const node = this.valueOf(key);
    if (node?.kind === 'scalar') return scalarSource(node.text, node.style, node.span);
    return scalarSource('', 'plain', { ...this.map.span, end: this.map.span.start });
  }

  number(key: string): number | null {
    const node = this.valueOf(key);
    if (node === undefined) return null;
    const isWritten = node.kind === 'scalar' && typeof node.value !== 'boolean' && node.text.trim() !== '';
    const value = isWritten ? Number(node.text) : NaN;
    if (!Number.isNaN(value)) return value;
    this.wrongType(key, node, 'a number');
    return null;
  }

  boolean(key: string): boolean {
    const node = this.valueOf(key);
    if (node === undefined) return false;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    if (node.kind === 'scalar' && /^(true|false|1|0)$/i.test(node.text)) return /^(true|1)$/i.test(node.text);
    this.wrongType(key, node, 'true or false');
    return false;
  }

  /** A list of texts; a single text counts as a list of one. */
  texts(key: string): readonly string[] {
    const node = this.valueOf(key);
    if (node === undefined) return [];
    const items = node.kind === 'list' ? node.items : [node];
    return items.flatMap((item) => {
      if (item.kind === 'scalar') return item.value === null ? [] : [item.text];
      this.wrongType(key, item, 'a list of texts');
      return [];
    });
  }

  /** One of a few words; absent gives the fallback, anything else is reported and gives the fallback. */
  oneOf<Choice extends string>(key: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = this.text(key);
    const found = choices.find((choice) => choice === text);
    if (found !== undefined || text === '') return found ?? fallback;
    this.report(
      diagnosticAt(this.placeOf(key), {
        code: 'WW0505',
        severity: 'error',
        message: `"${key}" cannot be "${shortened(text)}"`,
        hint: didYouMean(text, choices, `Use one of ${choices.slice(0, 8).join(', ')}.`),
      }),
    );
    return fallback;
  }

  /** Warns of each text under a key that is nearly one of these words: the list of those in use is open. */
  warnOfSlips(key: string, words: readonly string[]): void {
    const node = this.valueOf(key);
    for (const item of node?.kind === 'list' ? node.items : [node]) {
      if (item?.kind !== 'scalar' || words.includes(item.text.trim())) continue;
      const text = item.text.trim();
      const slips = text.length < 5 ? 1 : 2;
      const near = words.filter((word) => editDistance(text.toLowerCase(), word.toLowerCase(), slips) <= slips);
      if (near.length === 0) continue;
      this.report(
        diagnosticAt(item.span, {
          code: 'WW0509',
          severity: 'warning',
          message: `"${shortened(text)}" looks like a misspelt value of "${key}"`,
          hint: didYouMean(text, near, ''),
        }),
      );
    }
  }

  /** Warns of a key that contentctl demands and that is not there or empty. */
  wanted(key: string): void {
    if (this.valueOf(key) !== undefined) return;
    this.report(
      diagnosticAt(this.map.entries.get(key)?.keySpan ?? firstLineOf(this.map.span), {
        code: 'WW0510',
        severity: 'warning',
        message: `"${key}" is missing or empty; contentctl demands it`,
        hint: `add "${key}:" with its value`,
      }),
    );
  }

  /** Warns of a single text where the schema has a list; it is read as a list of one. */
  wantedList(key: string): void {
    const node = this.valueOf(key);
    if (node?.kind !== 'scalar') return;
    this.report(
      diagnosticAt(node.span, {
        code: 'WW0504',
        severity: 'warning',
        message: `"${key}" is a list in contentctl's schema; this is one text`,
        hint: `write "${key}:" and "- " before each entry`,
      }),
    );
  }

  child(key: string): FieldReader | undefined {
    const node = this.valueOf(key);
    if (node === undefined) return undefined;
    if (node.kind === 'map') return new FieldReader(node, this.report);
    this.wrongType(key, node, 'a map of keys and values');
    return undefined;
  }

  children(key: string): readonly FieldReader[] {
    const node = this.valueOf(key);
    if (node === undefined) return [];
    const items = node.kind === 'list' ? node.items : [node];
    return items.flatMap((item) => {
      if (item.kind === 'map') return [new FieldReader(item, this.report)];
      this.wrongType(key, item, 'a list of maps');
      return [];
    });
  }

  /** The same map with some of its keys alone. */
  only(keys: readonly string[]): FieldReader {
    const entries = new Map([...this.map.entries].filter(([key]) => keys.includes(key)));
    return new FieldReader({ ...this.map, entries }, this.report);
  }

  /** Reports every key that is not among the known ones, with the nearest of them. */
  refuseUnknown(known: readonly string[], what: string): void {
    for (const { key, keySpan } of this.map.entries.values())
      if (!known.includes(key))
        this.report(
          diagnosticAt(keySpan, {
            code: 'WW0502',
            severity: 'warning',
            message: `${what} has no key "${shortened(key)}"; it is ignored`,
            hint: didYouMean(key, known, `Known keys: ${known.slice(0, 8).join(', ')} …`),
          }),
        );
  }

  missing(key: string): void {
    this.report(
      diagnosticAt(firstLineOf(this.map.span), {
        code: 'WW0503',
        severity: 'error',
        message: `"${key}" is missing or empty`,
        hint: `add "${key}:" with its value`,
      }),
    );
  }

  say(key: string, text: Omit<Diagnostic, 'file' | 'line' | 'column' | 'end_line' | 'end_column' | 'url'>): void {
    this.report(diagnosticAt(this.placeOf(key), text));
  }

  /** Where a key's value stands; of an absent one the map's first line. */
  placeOf(key: string): Span {
    return this.map.entries.get(key)?.value.span ?? firstLineOf(this.map.span);
  }

  /** A key with nothing behind it counts as absent. */
  private valueOf(key: string): YamlNode | undefined {
    const node = this.map.entries.get(key)?.value;
    return node?.kind === 'scalar' && node.value === null ? undefined : node;
  }

  private wrongType(key: string, node: YamlNode, wanted: string): void {
    this.report(
      diagnosticAt(firstLineOf(node.span), {
        code: 'WW0504',
        severity: 'error',
        message: `"${key}" must be ${wanted}, not ${described[node.kind]}`,
        hint: `write "${key}:" as ${wanted}`,
      }),
    );
  }
}

const described: Readonly<Record<YamlNode['kind'], string>> = {
  map: 'a map',
  list: 'a list',
  scalar: 'a single value',
};

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function firstLineOf(span: Span): Span {
  const end = span.source.text.indexOf('\n', span.start);
  return { ...span, end: end === -1 ? span.end : Math.min(end, span.end) };
}
