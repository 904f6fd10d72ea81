import type { ReactElement } from 'react';
import { dayText, type Clock } from '../shared/times';
import { fromWall, toWall } from '../shared/zone';

interface UntilProps {
  readonly name: string;
  /** Epoch seconds; the day before is the last one it counts on. */
  readonly until: number | null;
  readonly clock: Clock;
  readonly disabled: boolean;
  /** What a new end begins with. */
  readonly suggestion: number;
  readonly onChange: (until: number | null) => void;
}

/** The last day on which an exception counts, or "no end". */
export function Until({ name, until, clock, disabled, suggestion, onChange }: UntilProps): ReactElement {
  return (
    <span className="ww-until">
      <span className="ww-cell-name">Until </span>
      <UntilControl {...{ name, until, clock, disabled, suggestion, onChange }} />
    </span>
  );
}

function UntilControl({ name, until, clock, disabled, suggestion, onChange }: UntilProps): ReactElement {
  if (disabled) return <>{until === null ? 'no end' : dayText(clock, until - 1)}</>;
  if (until === null)
    return (
      <button
        type="button"
        className="ww-link"
        aria-label={`${name}: no end; set one`}
        onClick={() => onChange(suggestion)}
      >
        no end
      </button>
    );
  return (
    <>
      <input
        type="date"
        className="ww-input"
        aria-label={`${name}: last day`}
        value={dayValue(clock, until)}
        onChange={(event) => onChange(untilOf(clock, event.target.value))}
      />
      <button
        type="button"
        className="ww-link ww-small"
        aria-label={`${name}: remove the end`}
        onClick={() => onChange(null)}
      >
        no end
      </button>
    </>
  );
}

/** The last day as a date input writes it. */
const dayValue = (clock: Clock, until: number): string =>
  toWall(clock.zone, until - 1)
    .toISOString()
    .slice(0, 10);

/** The end of a day, in the user's zone; null when the input was emptied. */
function untilOf(clock: Clock, day: string): number | null {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  return fromWall(clock.zone, new Date(Date.UTC(year, month - 1, date + 1)));
}
