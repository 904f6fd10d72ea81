import type { Model } from './use_model';

/** How many rows each choice of "Show" has; null while nobody knows. */
export interface RowCounts {
  readonly all: number | null;
  readonly shown: number;
  readonly fresh: number | null;
  readonly hits: number | null;
}

/** The numbers of "Show"; null where that is not known yet: a zero would be read as an answer. */
export const rowCounts = ({ hasRows, all, shown, fresh, hits }: Model): RowCounts => ({
  all: hasRows ? all.length : null,
  shown: shown.length,
  fresh: hasRows ? fresh : null,
  hits: hasRows ? hits : null,
});
