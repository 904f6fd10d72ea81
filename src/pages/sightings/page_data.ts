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
  readonly canWrite: boolean;
  readonly hits: DetectionHits | null;
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
  /** Results that lack a name or a time, so that they are no rows. */
  readonly unread: number;
  readonly warnings: readonly string[];
  readonly bounds: TimeBounds;
  readonly user: UserContext | null;
  /** null: not known yet, so nothing is offered. */
  readonly rights: Rights | null;
  /** null: not read yet; empty: nobody built one. */
  readonly baseline: readonly BaselineRecord[] | null;
  readonly baselineProblem: string;
  readonly reviews: ReadonlyMap<string, Review>;
  readonly reviewsProblem: string;
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
  unread: 0,
  warnings: [],
  bounds: { from: null, to: null },
  user: null,
  rights: null,
  baseline: null,
  baselineProblem: '',
  reviews: new Map(),
  reviewsProblem: '',
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

/** What becomes other, or how it follows from what is there by then. */
export type Change = Patch | ((data: PageData) => Patch);
