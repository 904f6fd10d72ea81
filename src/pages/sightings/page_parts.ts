import type { ChartState } from './chart_state';
import type { Change, PageData } from './page_data';
import type { OpenDialog } from './PageDialogs';
import type { Model } from './use_model';
import type { ViewState } from './view_state';

/** What every part of the page works with. */
export interface Parts {
  readonly view: ViewState;
  readonly change: (change: Partial<ViewState>) => void;
  readonly data: PageData;
  readonly patch: (change: Change) => void;
  readonly model: Model;
  readonly chart: ChartState;
  readonly setDialog: (dialog: OpenDialog | null) => void;
  /** Brings the find field under the cursor, on a phone with the sheet that it is in. */
  readonly onFind: () => void;
  readonly isPhone: boolean;
}
