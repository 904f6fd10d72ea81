import type { Job } from '../jobs/job';
import type { AlertStore } from './alert_store';
import type { SavedSearch } from './saved_search';

/** The scheduler, as the rest of the preview sees it. */
export interface SavedSearchRuns {
  readonly alerts: AlertStore;
  readonly start: () => void;
  /** Starts what is due by now. */
  readonly tick: () => void;
  /** Resolves when nothing that a tick started is running any more. */
  readonly idle: () => Promise<void>;
  /** The times between two instants (epoch seconds) at which a search is due. */
  readonly timesBetween: (saved: SavedSearch, from: number, to: number) => readonly number[];
  /** Decides on the alert of a finished run. */
  readonly afterRun: (saved: SavedSearch, job: Job, at: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}
