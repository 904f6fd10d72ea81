import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import { parseSearch } from '../../spl/parse';
import type { Collected, Refused } from '../collect';
import type { Detection } from '../detection';
import { expandKnown, unsearchedDetection } from './checked_detection';
import { libraryOf, type Library } from './library';
import { breakingRules } from './registry';
import { findingsOf } from './run_checks';

/**
 * What was read without the detections that could not fire: a search that does not parse, a macro that nobody defines, a
 * schedule that is none. Each is among `refused`, with its findings among the diagnostics; style is left to `check`.
 */
export function refuseBroken(collected: Collected): Collected {
  const library = libraryOf(collected, '');
  const looked = collected.detections.map((detection) => ({
    detection,
    problems: problemsOf(detection, library, collected.macros.length > 0),
  }));
  if (looked.every(({ problems }) => problems.length === 0)) return collected;
  return {
    ...collected,
    detections: looked.filter(({ problems }) => !hasErrors(problems)).map(({ detection }) => detection),
    refused: [
      ...collected.refused,
      ...looked
        .filter(({ problems }) => hasErrors(problems))
        .map(({ detection, problems }) => refusal(detection, problems)),
    ],
    diagnostics: [...collected.diagnostics, ...looked.flatMap(({ problems }) => problems)],
  };
}

function refusal({ origin, id, name }: Detection, problems: readonly Diagnostic[]): Refused {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { file: origin.source.name, id, name, reasons: errors.map(({ message }) => message) };
}

/** The searches of Sigma rules are made by the compiler itself: there is nothing in them that a person could have got wrong. */
function problemsOf(detection: Detection, library: Library, hasMacros: boolean): readonly Diagnostic[] {
  const unsearched = [unsearchedDetection(detection)];
  const ofRules = breakingRules.flatMap(([code, rule]) => findingsOf(code, rule, unsearched, library));
  if (detection.origin.format === 'sigma') return ofRules;
  return [...searchProblems(detection, library, hasMacros), ...ofRules];
}

function searchProblems(detection: Detection, library: Library, hasMacros: boolean): readonly Diagnostic[] {
  const syntax: Diagnostic[] = [];
  const { text, problems } = expandKnown(detection.search.source, library);
  parseSearch(text, { report: (diagnostic) => syntax.push(diagnostic) });
  const errors = syntax.filter(({ severity }) => severity === 'error');
  return [...errors, ...problems.map((problem) => (hasMacros ? problem : undefinedAlone(problem)))];
}

/** Files that bring no macro at all rely on those of an app that is not looked at. */
function undefinedAlone(problem: Diagnostic): Diagnostic {
  return problem.code === 'WW0320' ? { ...problem, severity: 'warning' } : problem;
}
