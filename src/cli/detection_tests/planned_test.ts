import type { Detection } from '../../compiler/detection';
import type { Source } from '../../core/source';
import type { SigmaRule } from '../../sigma/rule';

/** A detection's own test, before it runs. */
export interface PlannedTest {
  readonly detection: Detection;
  /** Set for Sigma: its tree is asked too. */
  readonly rule: SigmaRule | null;
  readonly name: string;
  /** Paths or URLs as the YAML has them. */
  readonly data: readonly string[];
  readonly expected: Expectation;
  readonly source: Source;
}

/** How many events must match: exactly that many, or at least. */
export interface Expectation {
  readonly count: number;
  readonly exact: boolean;
}

/** What contentctl demands too: a result, however many. */
export const anyResult: Expectation = { count: 1, exact: false };

export function isMet({ count, exact }: Expectation, matched: number): boolean {
  return exact ? matched === count : matched >= count;
}
