import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import type { Source } from '../../core/source';
import { expandMacros } from '../../spl/expand';
import type { Collected } from '../collect';
import { madeText } from '../made_text';
import { checkedDetection, type CheckedDetection } from './checked_detection';
import { isBroughtByOthers, libraryOf, type Library } from './library';
import { rulesOf } from './registry';
import type { Level, Rule, RuleReport } from './rule';
import { applyWaivers } from './waivers';

export interface CheckRequest {
  readonly collected: Collected;
  /** The files that the waivers stand in. */
  readonly sources: readonly Source[];
  /** The CSV files that lookups name, by file name; of those that are not given nothing is said. */
  readonly tables?: ReadonlyMap<string, Uint8Array>;
  readonly level: Level;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/**
 * Everything that the checks of a level have to say about what was read: what the readers said, what SPL's grammar objects
 * to, and each rule's findings, less those that a waiver in the file allows. In order of file and line.
 */
export function runChecks({ collected, sources, tables, level, today }: CheckRequest): readonly Diagnostic[] {
  const library = libraryOf(collected, today, tables);
  const detections = collected.detections.map((detection) => checkedDetection(detection, library));
  const rules = rulesOf(level);
  const findings = [
    ...collected.diagnostics,
    ...detections.flatMap(({ syntax, macroProblems }) => [...syntax, ...macroProblems]),
    ...macroFindings(collected, library),
    ...rules.flatMap(([code, rule]) => findingsOf(code, rule, detections, library)),
  ];
  const left = applyWaivers(findings, sources, new Set(rules.map(([code]) => code)));
  return withoutRepeats(left).sort(byPlace);
}

/** A Sigma rule's search has one place for all its parts: the same words about it are said once. */
function withoutRepeats(findings: readonly Diagnostic[]): Diagnostic[] {
  const keyOf = ({ file, line, column, code, message }: Diagnostic): string =>
    [file, line, column, code, message].join('\n');
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1);
}

/** What one check finds in these detections. */
export function findingsOf(
  code: string,
  { severity, check, checkAll }: Rule,
  detections: readonly CheckedDetection[],
  library: Library,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  const report: RuleReport = (span, message, hint) =>
    void findings.push(diagnosticAt(span, { code, severity, message, hint }));
  if (check !== undefined) for (const detection of detections) check(detection, library, report);
  checkAll?.(detections, library, report);
  return findings;
}

/** Macros whose definitions call macros that are not there, or themselves. */
function macroFindings({ macros }: Collected, library: Library): readonly Diagnostic[] {
  return macros.flatMap(({ definition, at }) => {
    const findings: Diagnostic[] = [];
    let asked = '';
    const macro: Library['macro'] = (name, count) => {
      asked = name;
      return library.macro(name, count);
    };
    const source = madeText(definition, at('definition'));
    expandMacros(source, { macro, macroNames: library.macroNames }, (diagnostic) => {
      if (diagnostic.code !== 'WW0320' || !isBroughtByOthers(asked)) findings.push(diagnostic);
    });
    return findings;
  });
}
