/** One match: where it stands and what its groups caught (`null`: took no part). */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

export interface Pattern {
  /** Names of the named groups by number. */
  readonly names: ReadonlyMap<string, number>;
  /** The first match at or after `from`, or null. Throws PatternBudgetError when the budget is spent. */
  readonly exec: (text: string, from: number) => PatternMatch | null;
}

/** Thrown when a pattern with lookaround or backreferences took longer than its budget on one text. */
export class PatternBudgetError extends Error {}
