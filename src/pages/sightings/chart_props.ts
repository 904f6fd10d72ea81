import type { Clock } from '../shared/times';
import type { ChartState } from './chart_state';
import type { Overview } from './overview';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';

/** What the chart and its parts are given. */
export interface ChartProps {
  readonly chart: ChartState;
  /** Every sighting, also those that the filters leave out. */
  readonly all: readonly Sighting[];
  readonly clock: Clock;
  readonly whole: TimeSpan;
  readonly zoom: TimeSpan | null;
  readonly onZoom: (zoom: TimeSpan | null) => void;
  readonly newSince: number;
  readonly overview: Overview | null;
  readonly hostTotal: number;
  readonly activity: (id: string) => ReadonlyMap<number, number> | undefined;
  readonly onVisibleHosts: (hosts: readonly string[]) => void;
  readonly openKey: string | null;
  readonly onOpen: (key: string | null) => void;
  readonly onFind: () => void;
  readonly onHelp: () => void;
  readonly grouping: string;
}
