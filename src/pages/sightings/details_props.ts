import type { Clock } from '../shared/times';
import type { TimeRange } from '../shared/time_bounds';
import type { DetectionRun } from './page_data';
import type { Sighting, Verdict } from './sighting';

/** What the details panel and its sections are given. */
export interface DetailsProps {
  readonly sighting: Sighting;
  readonly all: readonly Sighting[];
  readonly place: { readonly index: number; readonly of: number };
  readonly clock: Clock;
  readonly range: TimeRange;
  readonly hostTotal: number;
  readonly detections: readonly DetectionRun[];
  /** Whether the user may review, and whether they may change a filter. */
  readonly canWrite: boolean;
  readonly canPropose: boolean;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
  readonly onReview: (sighting: Sighting, verdict: Verdict | null) => void;
  readonly onPropose: (sighting: Sighting) => void;
  readonly onEditFilter: (run: DetectionRun) => void;
  readonly onNarrow: (change: { host?: string; parent?: string; child?: string; user?: string }) => void;
  /** Leaves out what holds this word, until the find field is cleared. */
  readonly onLeaveOut: (word: string) => void;
}
