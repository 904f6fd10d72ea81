import { diagnosticAt, hasErrors, type Diagnostic, type Report } from '../core/diagnostic';
import type { Source } from '../core/source';
import type { ModifierContext } from './modifiers/modifier';
import { readCorrelation } from './read_correlation';
import { readFilter } from './read_filter';
import { readLogSource } from './read_metadata';
import { readRule } from './read_rule';
import { completeDocuments } from './rule_collection';
import type { BrokenDocument, ReadDocument, SigmaDocument } from './rule';
import { startOf, textOf } from './yaml_fields';
import { readYaml } from '../core/yaml';
import type { YamlMap, YamlNode } from '../core/yaml_node';

export interface ReadOptions {
  /** Values for the placeholders of `|expand`, by name. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
}

export interface ReadResult {
  /** Every Sigma document of the file in order, broken ones too. */
  readonly documents: readonly ReadDocument[];
  /** What belongs to no document: YAML errors, documents that are not Sigma. */
  readonly diagnostics: readonly Diagnostic[];
}

type SigmaKind = 'rule' | 'correlation' | 'filter';

/**
 * Reads a YAML file with one or more Sigma documents (specification 2.1.0: rules, correlations, filters).
 * Never throws on what a user can write; a document with errors comes back as `broken`, with its title, id and diagnostics.
 */
export function readSigma(source: Source, options: ReadOptions = {}): ReadResult {
  const diagnostics: Diagnostic[] = [];
  const context: ModifierContext = { placeholder: (name) => placeholder(options, name) };
  const yaml = readYaml(source);
  const nodes = completeDocuments(yaml.documents, (diagnostic) => diagnostics.push(diagnostic));
  const documents = nodes.flatMap((node) => {
    const kind = kindOf(node);
    if (kind !== undefined && node.kind === 'map') return [readDocument(kind, node, context)];
    diagnostics.push(notSigma(node));
    return [];
  });
  return { documents, diagnostics: [...yaml.diagnostics, ...diagnostics] };
}

/** Whether a text looks like a Sigma document, told by its top-level keys without reading the YAML: for sorting files. */
export function looksLikeSigma(text: string): boolean {
  return /^detection\s*:/m.test(text)
    ? /^logsource\s*:/m.test(text) || /^\s+condition\s*:/m.test(text)
    : /^(?:correlation|filter)\s*:/m.test(text);
}

function placeholder({ placeholders }: ReadOptions, name: string): readonly string[] | undefined {
  return placeholders !== undefined && Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
}

function kindOf(node: YamlNode): SigmaKind | undefined {
  if (node.kind !== 'map') return undefined;
  const has = (name: string): boolean => node.entries.has(name);
  if (has('correlation')) return 'correlation';
  if (has('filter')) return 'filter';
  return has('detection') || has('logsource') ? 'rule' : undefined;
}

const readers: Record<
  SigmaKind,
  (map: YamlMap, report: Report, context: ModifierContext) => SigmaDocument | undefined
> = {
  rule: readRule,
  correlation: readCorrelation,
  filter: readFilter,
};

function readDocument(kind: SigmaKind, map: YamlMap, context: ModifierContext): ReadDocument {
  const diagnostics: Diagnostic[] = [];
  const document = readers[kind](map, (diagnostic) => diagnostics.push(diagnostic), context);
  if (document !== undefined && !hasErrors(diagnostics)) return { document, diagnostics };
  return { document: broken(map), diagnostics };
}

function broken(map: YamlMap): BrokenDocument {
  const silent = (): void => undefined;
  return {
    kind: 'broken',
    title: textOf(map, 'title', silent) ?? '',
    id: textOf(map, 'id', silent),
    logsource: readLogSource(map, silent) ?? null,
    span: map.span,
  };
}

function notSigma(node: YamlNode): Diagnostic {
  return diagnosticAt(startOf(node.span), {
    code: 'WW0420',
    severity: 'error',
    message: 'This document is no Sigma rule: it has neither logsource and detection, nor correlation, nor filter',
    hint: 'Give the path of a Sigma rule, or leave this file out.',
  });
}
