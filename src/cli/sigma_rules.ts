import { formatDiagnostic } from '../core/code_frame';
import { hasErrors, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { looksLikeSigma } from '../sigma/read';
import { readSigmaSources, type SigmaFile } from '../sigma/read_sources';
import type { SigmaRule } from '../sigma/rule';
import { UsageError, type CommandIo, type OptionDefinition } from './verb';

/** Sigma rules from files, as several verbs need them. */

/** Reads each source that looks like Sigma, filters applied; the other sources are given back as `others`. */
export function readSigmaFiles(
  sources: readonly Source[],
  placeholders: Readonly<Record<string, readonly string[]>>,
): { readonly files: readonly SigmaFile[]; readonly others: readonly Source[] } {
  const isSigma = sources.map(({ text }) => looksLikeSigma(text));
  return {
    files: readSigmaSources(
      sources.filter((_, at) => isSigma[at]),
      { placeholders },
    ),
    others: sources.filter((_, at) => isSigma[at] === false),
  };
}

/** The rules of the files; broken ones and correlations are not among them. */
export function rulesOf(files: readonly SigmaFile[]): readonly SigmaRule[] {
  return files.flatMap(({ documents }) =>
    documents.flatMap(({ document }) => (document.kind === 'rule' ? [document] : [])),
  );
}

/** The option of every verb that reads Sigma rules. */
export const placeholderOption: OptionDefinition = {
  type: 'string',
  multiple: true,
  value: 'NAME=a,b',
  help: 'values for %NAME% in Sigma rules that use |expand',
};

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
