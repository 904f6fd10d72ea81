import type { Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { applyFilters } from './apply_filters';
import { readSigma, type ReadOptions } from './read';
import type { ReadDocument, SigmaRule } from './rule';

/** A file's documents with the filters of all files applied; the filters themselves are left out. */
export interface SigmaFile {
  readonly source: Source;
  readonly documents: readonly ReadDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads Sigma files that belong together: a filter in one narrows rules in the others. */
export function readSigmaSources(sources: readonly Source[], options: ReadOptions = {}): readonly SigmaFile[] {
  const files = sources.map((source) => ({ source, ...readSigma(source, options) }));
  const all = files.flatMap(({ documents }) => documents.map(({ document }) => document));
  const rules = all.filter((document) => document.kind === 'rule');
  const filters = all.filter((document) => document.kind === 'filter');
  if (filters.length === 0) return files;
  const narrowed = applyFilters(rules, filters);
  const byRule = new Map<SigmaRule, SigmaRule>(rules.map((rule, at) => [rule, narrowed.rules[at] ?? rule]));
  return files.map(({ source, documents, diagnostics }) => ({
    source,
    documents: documents.flatMap((read) => withFilters(read, byRule)),
    diagnostics: [...diagnostics, ...narrowed.diagnostics.filter(({ file }) => file === source.name)],
  }));
}

/** A filter is gone once it is applied; one with errors stays, as `broken`. */
function withFilters(read: ReadDocument, byRule: ReadonlyMap<SigmaRule, SigmaRule>): readonly ReadDocument[] {
  const { document } = read;
  if (document.kind === 'filter') return [];
  return document.kind === 'rule' ? [{ ...read, document: byRule.get(document) ?? document }] : [read];
}
