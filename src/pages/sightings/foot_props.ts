import type { ChartState } from './chart_state';
import type { TimeSpan } from './time_axis';
import type { Model } from './use_model';
import type { ViewState } from './view_state';

/** What the foot of the rows is given. */
export interface FootProps {
  readonly view: ViewState;
  readonly model: Model;
  readonly chart: ChartState;
  readonly onZoom: (zoom: TimeSpan) => void;
  readonly onHelp: () => void;
}
