import type { Detection } from '../shared/detections';
import type { RestFailure } from '../shared/rest';
import type { TimeBounds } from '../shared/time_bounds';
import type { UserContext } from '../shared/user_context';
import type { DetectionHits } from './merge';
import type { FutureStarts } from './future_starts';
import type { Overview } from './overview';
import type { Rights } from './rights';
import type { BaselineRecord, RangeRow, Review } from './sighting';

/** What the page has loaded; every part arrives on its own, and the page shows what is there. */

export type SearchPhase =
  | { readonly kind: 'loading'; readonly done: number; readonly sid: string | null }
  | { readonly kind: 'ready'; readonly stopped: boolean }
  | { readonly kind: 'failed'; readonly failure: RestFailure };

/** A detection, and whether its search could be run here. */
export interface DetectionRun {
  readonly detection: Detection;
  readonly filter: string;
  readonly canWrite: boolean;
  readonly hits: DetectionHits | null;
  /** How many results it found, and how many its filter left. */
  readonly found: number;
  readonly left: number;
  readonly problem: string;
}

/** Where the data lies when the range holds none. */
export interface DataExtent {
  readonly events: number;
  readonly hosts: number;
  readonly first: number;
  readonly last: number;
}

export interface PageData {
  readonly phase: SearchPhase;
  readonly rows: readonly RangeRow[];
  readonly warnings: readonly string[];
  readonly bounds: TimeBounds;
  readonly user: UserContext | null;
  /** null: not known yet, so nothing is offered. */
  readonly rights: Rights | null;
  /** null: not read yet; empty: nobody built one. */
  readonly baseline: readonly BaselineRecord[] | null;
  readonly baselineProblem: string;
  readonly reviews: ReadonlyMap<string, Review>;
  readonly detections: readonly DetectionRun[];
  readonly detectionsProblem: string;
  /** True once every detection has been run over the range, so that "no hit" is a fact. */
  readonly hitsKnown: boolean;
  readonly overview: Overview | null;
  readonly parentless: readonly { readonly dest: string; readonly count: number }[];
  readonly extent: DataExtent | null;
  readonly future: FutureStarts | null;
  /** Fired alerts that nobody has acknowledged; null: not read. */
  readonly openAlerts: number | null;
}

export const emptyData: PageData = {
  phase: { kind: 'loading', done: 0, sid: null },
  rows: [],
  warnings: [],
  bounds: { from: null, to: null },
  user: null,
  rights: null,
  baseline: null,
  baselineProblem: '',
  reviews: new Map(),
  detections: [],
  detectionsProblem: '',
  hitsKnown: false,
  overview: null,
  parentless: [],
  extent: null,
  future: null,
  openAlerts: null,
};

export type Patch = Partial<PageData>;

/** How many rows each choice of "Show" has; null while nobody knows. */
export interface RowCounts {
  readonly all: number | null;
  readonly shown: number;
  readonly fresh: number | null;
  readonly hits: number | null;
}

/** The numbers of "Show"; null where that is not known yet: a zero would be read as an answer. */
export function rowCounts(
  { phase, rows, hitsKnown }: PageData,
  model: {
    readonly all: readonly unknown[];
    readonly shown: readonly unknown[];
    readonly fresh: number;
    readonly hits: number;
  },
): RowCounts {
  const hasRows = phase.kind === 'ready' || rows.length > 0;
  return {
    all: hasRows ? model.all.length : null,
    shown: model.shown.length,
    fresh: hasRows ? model.fresh : null,
    hits: hasRows && (hitsKnown || model.hits > 0) ? model.hits : null,
  };
}
