import { formatDiagnostic } from '../core/code_frame';
import { hasErrors, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { applyFilters } from '../sigma/apply_filters';
import { looksLikeSigma, readSigma } from '../sigma/read';
import type { ReadDocument, SigmaFilter, SigmaRule } from '../sigma/rule';
import { UsageError, type CommandIo } from './verb';

/** Sigma rules from files, as several verbs need them. */

export interface SigmaFile {
  readonly source: Source;
  readonly documents: readonly ReadDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads each source that looks like Sigma; the others are given back as `others`. */
export function readSigmaFiles(
  sources: readonly Source[],
  placeholders: Readonly<Record<string, readonly string[]>>,
): { readonly files: readonly SigmaFile[]; readonly others: readonly Source[] } {
  const sigma = sources.filter(({ text }) => looksLikeSigma(text));
  const files = sigma.map((source) => ({ source, ...readSigma(source, { placeholders }) }));
  return { files, others: sources.filter((source) => !sigma.includes(source)) };
}

/** All rules of the files with the filters among them applied, and the warnings of the latter. */
export function filteredRules(files: readonly SigmaFile[]): ReturnType<typeof applyFilters> {
  const documents = files.flatMap((file) => file.documents.map(({ document }) => document));
  const rules = documents.filter((document): document is SigmaRule => document.kind === 'rule');
  const filters = documents.filter((document): document is SigmaFilter => document.kind === 'filter');
  return applyFilters(rules, filters);
}

/** `--placeholder NAME=a,b` as a table. Throws UsageError on any other form. */
export function placeholderTable(words: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, values] = /^%?([\w-]+)%?=(.*)$/s.exec(word) ?? [];
      if (name === undefined || values === undefined)
        throw new UsageError(`--placeholder takes NAME=value,value, not "${word}"`);
      return [name, values.split(',')];
    }),
  );
}

/** Prints diagnostics with their code frames to stderr; `true` when one of them is an error. */
export function sayDiagnostics(io: CommandIo, diagnostics: readonly Diagnostic[], sources: readonly Source[]): boolean {
  const byName = new Map(sources.map((source) => [source.name, source]));
  for (const diagnostic of diagnostics) io.say(formatDiagnostic(diagnostic, byName.get(diagnostic.file)));
  return hasErrors(diagnostics);
}
