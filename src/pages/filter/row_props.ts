import type { Clock } from '../shared/times';
import type { ExceptionCost } from './exception_costs';
import type { ResultTable } from './exception_fit';
import type { Exception } from './exceptions';
import type { FilterChange } from './filter_history';
import type { SeenValue } from './values_seen';

/** What every row is given alike. */
export interface RowSurroundings {
  readonly clock: Clock;
  readonly disabled: boolean;
  readonly fields: readonly string[];
  readonly seen: (field: string) => readonly SeenValue[];
  /** null until the detection's results are here. */
  readonly table: ResultTable | null;
  /** null until somebody looked which hosts run which web server. */
  readonly servers: ResultTable | null;
  /** From when on the results are, epoch seconds; null for all time, undefined while unknown. */
  readonly since: number | null | undefined;
  /** `place` names what is edited of the exception; a null takes it away. */
  readonly onChange: (at: number, exception: Exception | null, place: string) => void;
}

export interface ExceptionRowProps extends RowSurroundings {
  readonly at: number;
  readonly exception: Exception;
  readonly isSaved: boolean;
  /** Number of an earlier one that says the same. */
  readonly twin: number | null;
  readonly cost: ExceptionCost | null;
  readonly origin: FilterChange | null;
}
