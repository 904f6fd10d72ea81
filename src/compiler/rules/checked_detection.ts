import type { Diagnostic } from '../../core/diagnostic';
import type { Pipeline } from '../../spl/ast';
import { expandMacros } from '../../spl/expand';
import { fieldsOutput } from '../../spl/fields';
import type { FieldSet } from '../../spl/field_set';
import { parseSearch } from '../../spl/parse';
import type { Detection } from '../detection';
import { isBroughtByOthers, type Library } from './library';

/** A detection with its search taken apart: as written and with its macros expanded. */
export interface CheckedDetection {
  readonly detection: Detection;
  readonly written: Pipeline;
  readonly expanded: Pipeline;
  /** What the rows of the search hold. */
  readonly output: FieldSet;
  /** What the grammar objects to. */
  readonly syntax: readonly Diagnostic[];
  /** Macros that nobody defines, that call themselves, or that take another number of arguments. */
  readonly macroProblems: readonly Diagnostic[];
}

/** Reads a detection's search for the checks. */
export function checkedDetection(detection: Detection, library: Library): CheckedDetection {
  const { source } = detection.search;
  const syntax: Diagnostic[] = [];
  const written = parseSearch(source, { report: (diagnostic) => syntax.push(diagnostic) });
  const { text, problems } = expandKnown(detection, library);
  const expandedSyntax: Diagnostic[] = [];
  const expanded = parseSearch(text, { report: (diagnostic) => expandedSyntax.push(diagnostic) });
  return {
    detection,
    written,
    expanded,
    output: fieldsOutput(expanded),
    syntax: withoutRepeats([...syntax, ...expandedSyntax]),
    macroProblems: problems,
  };
}

const nothing: Pipeline = parseSearch({ name: '', text: '' }, { report: () => undefined });

/** A detection for the checks that do not look at its search. */
export function unsearchedDetection(detection: Detection): CheckedDetection {
  return {
    detection,
    written: nothing,
    expanded: nothing,
    output: { names: new Set(), open: true },
    syntax: [],
    macroProblems: [],
  };
}

/** The search with its macros expanded; those of other apps stay in the text and are no problem. */
export function expandKnown(
  { search }: Detection,
  library: Library,
): { readonly text: typeof search.source; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  let asked = '';
  const macro: Library['macro'] = (name, count) => {
    asked = name;
    return library.macro(name, count);
  };
  const report = (diagnostic: Diagnostic): void => {
    if (!(diagnostic.code === 'WW0320' && isBroughtByOthers(asked))) problems.push(diagnostic);
  };
  return { text: expandMacros(search.source, { macro, macroNames: library.macroNames }, report), problems };
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byPlace = new Map(diagnostics.map((one) => [`${one.code} ${one.line}:${one.column}`, one]));
  return [...byPlace.values()];
}
