import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node } from 'yaml';
import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Source, Span } from '../core/source';

/** YAML as plain nodes that know their place; aliases resolved within a budget, so that a YAML bomb stays small. */

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it stands in the file, before YAML made a number or a boolean of it. */
  readonly written: string;
  readonly span: Span;
}
export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}
export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}
export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}
export type YamlNode = YamlScalar | YamlList | YamlMap;

const MOST_NODES = 200_000;
const MOST_DEPTH = 100;
const MOST_CHARACTERS = 10_000_000;

interface Walk {
  readonly source: Source;
  readonly document: Document.Parsed;
  readonly report: Report;
  left: number;
}

/**
 * The documents of a YAML text, empty ones left out. What YAML itself finds wrong, a text over 10 million characters and
 * aliases that grow beyond 200,000 nodes are reported (WW0401, WW0402); such a document is left out.
 */
export function readYaml(source: Source, report: Report): readonly YamlNode[] {
  if (source.text.length > MOST_CHARACTERS) {
    report(tooBig({ source, start: 0, end: 0 }, `the file has more than ${MOST_CHARACTERS} characters`));
    return [];
  }
  const documents = parseAllDocuments(source.text, { prettyErrors: false, logLevel: 'error', uniqueKeys: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => readDocument(source, document, report) ?? []);
}

function readDocument(source: Source, document: Document.Parsed, report: Report): YamlNode | undefined {
  const [problem] = document.errors;
  if (problem !== undefined) {
    const [start, end] = problem.pos;
    report(
      diagnosticAt(
        { source, start, end },
        {
          code: 'WW0401',
          severity: 'error',
          message: `This is not YAML: ${firstLine(problem.message)}`,
          hint: 'Correct the YAML; quote a value that holds ": ", " #", "%", "@" or starts with "*".',
        },
      ),
    );
    return undefined;
  }
  const contents: Node | null = document.contents;
  if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
  return convert(contents, { source, document, report, left: MOST_NODES }, 0);
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

function tooBig(span: Span, what: string): Parameters<Report>[0] {
  return diagnosticAt(span, {
    code: 'WW0402',
    severity: 'error',
    message: `This YAML is too big to be a rule: ${what}`,
    hint: 'Split it, or write the repeated parts out instead of nesting aliases.',
  });
}

function convert(node: unknown, walk: Walk, depth: number): YamlNode | undefined {
  const span = spanOf(node, walk.source);
  if (--walk.left === -1) walk.report(tooBig(span, `more than ${MOST_NODES} nodes once its aliases are followed`));
  if (walk.left < 0) return undefined;
  if (depth > MOST_DEPTH) {
    walk.report(tooBig(span, `nested deeper than ${MOST_DEPTH} levels`));
    walk.left = 0;
    return undefined;
  }
  if (isAlias(node)) return convert(node.resolve(walk.document), walk, depth + 1);
  if (isMap(node))
    return all(
      node.items,
      (pair) => entry(pair, walk, depth),
      (entries) => ({ kind: 'map', entries, span }),
    );
  if (isSeq(node))
    return all(
      node.items,
      (item) => convert(item, walk, depth + 1),
      (items) => ({ kind: 'list', items, span }),
    );
  return scalar(node, span);
}

/** The parts converted, or nothing when one of them could not be. */
function all<From, To>(
  from: readonly From[],
  each: (item: From) => To | undefined,
  make: (items: readonly To[]) => YamlNode,
): YamlNode | undefined {
  const items: To[] = [];
  for (const item of from) {
    const converted = each(item);
    if (converted === undefined) return undefined;
    items.push(converted);
  }
  return make(items);
}

function entry(
  pair: { readonly key: unknown; readonly value: unknown },
  walk: Walk,
  depth: number,
): YamlEntry | undefined {
  const keySpan = spanOf(pair.key, walk.source);
  const value =
    pair.value === null ? scalar(null, { ...keySpan, start: keySpan.end }) : convert(pair.value, walk, depth + 1);
  if (value === undefined) return undefined;
  return { key: isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : '?', keySpan, value };
}

function scalar(node: unknown, span: Span): YamlScalar {
  const value: unknown = isScalar(node) ? node.value : null;
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const written = isScalar(node) && node.source !== undefined ? node.source : known ? String(value) : '';
  return { kind: 'scalar', value: known ? value : typeof value === 'bigint' ? Number(value) : null, written, span };
}

function spanOf(node: unknown, source: Source): Span {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : undefined;
  return { source, start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
