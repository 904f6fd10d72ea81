import type { Diagnostic, Report } from '../../core/diagnostic';
import type { Source } from '../../core/source';
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
  /** Its drilldown searches as written, macros expanded; the detection's own search within them is a stand-in. */
  readonly drilldowns: readonly Pipeline[];
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
  const { text, problems } = expandKnown(detection.search.source, library);
  const expandedSyntax: Diagnostic[] = [];
  const report: Report = (diagnostic) => void expandedSyntax.push(diagnostic);
  const expanded = parseSearch(text, { report });
  const drilldowns = detection.drilldowns.map((drilldown) => expandKnown(standIn(drilldown.written), library));
  return {
    detection,
    written,
    expanded,
    drilldowns: drilldowns.map((drilldown) => parseSearch(drilldown.text, { report })),
    output: fieldsOutput(expanded),
    syntax: withoutRepeats([...syntax, ...expandedSyntax]),
    macroProblems: [...problems, ...drilldowns.flatMap((drilldown) => drilldown.problems)],
  };
}

const nothing: Pipeline = parseSearch({ name: '', text: '' }, { report: () => undefined });

const ORIGINAL = '%original_detection_search%';

/** A search of the same length in place of the detection's own, so that all places stay where they are. */
function standIn(written: Source): Source {
  return { ...written, text: written.text.replaceAll(ORIGINAL, 'search *'.padEnd(ORIGINAL.length)) };
}

/** A detection for the checks that do not look at its search. */
export function unsearchedDetection(detection: Detection): CheckedDetection {
  return {
    detection,
    written: nothing,
    expanded: nothing,
    drilldowns: [],
    output: { names: new Set(), open: true },
    syntax: [],
    macroProblems: [],
  };
}

/** The search with its macros expanded; those of other apps stay in the text and are no problem. */
export function expandKnown(
  search: Source,
  library: Library,
): { readonly text: Source; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  let asked = '';
  const macro: Library['macro'] = (name, count) => {
    asked = name;
    return library.macro(name, count);
  };
  const report = (diagnostic: Diagnostic): void => {
    if (!(diagnostic.code === 'WW0320' && isBroughtByOthers(asked))) problems.push(diagnostic);
  };
  return { text: expandMacros(search, { macro, macroNames: library.macroNames }, report), problems };
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byPlace = new Map(diagnostics.map((one) => [`${one.code} ${one.line}:${one.column}`, one]));
  return [...byPlace.values()];
}
