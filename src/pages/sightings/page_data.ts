import type { Detection } from '../shared/detections';
import type { RestFailure } from '../shared/rest';
import type { TimeBounds } from '../shared/time_bounds';
import type { UserContext } from '../shared/user_context';
import type { DetectionHits } from './merge';
import type { Overview } from './overview';
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
  /** null: not read yet; empty: nobody built one. */
  readonly baseline: readonly BaselineRecord[] | null;
  readonly baselineProblem: string;
  readonly reviews: ReadonlyMap<string, Review>;
  readonly detections: readonly DetectionRun[];
  readonly detectionsProblem: string;
  readonly overview: Overview | null;
  readonly parentless: readonly { readonly dest: string; readonly count: number }[];
  readonly extent: DataExtent | null;
}

export const emptyData: PageData = {
  phase: { kind: 'loading', done: 0, sid: null },
  rows: [],
  warnings: [],
  bounds: { from: null, to: null },
  user: null,
  baseline: null,
  baselineProblem: '',
  reviews: new Map(),
  detections: [],
  detectionsProblem: '',
  overview: null,
  parentless: [],
  extent: null,
};

export type Patch = Partial<PageData>;
