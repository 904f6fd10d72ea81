import type { Severity } from '../../core/diagnostic';
import type { Span } from '../../core/source';
import type { CheckedDetection } from './checked_detection';
import type { Library } from './library';

/** How much is demanded: each level holds the ones before it. */
export type Level = 'minimum' | 'recommended' | 'strict';

/** Says something about a piece of the file: what is wrong, and what to do next. */
export type RuleReport = (span: Span, message: string, hint: string) => void;

/** One check: it looks at one detection, or (`checkAll`) at how they fit together. */
export interface Rule {
  readonly severity: Severity;
  readonly level: Level;
  /** Whether a detection that breaks it could not fire: such a one is not compiled. */
  readonly breaks?: true;
  /** What it demands, for lists of rules. */
  readonly title: string;
  readonly check?: (detection: CheckedDetection, library: Library, report: RuleReport) => void;
  readonly checkAll?: (detections: readonly CheckedDetection[], library: Library, report: RuleReport) => void;
}
