import { lazy, Suspense, useEffect, useRef, useState, type ReactElement, type RefObject } from 'react';
import { rangeText, type TimeRange } from '../shared/time_bounds';

const TimeRangePicker = lazy(async () => {
  const { TimeRangePicker: picker } = await import(/* webpackChunkName: "time_range" */ '../shared/TimeRangePicker');
  return { default: picker };
});

interface TimeRangeFieldProps {
  readonly range: TimeRange;
  readonly onChange: (range: TimeRange) => void;
  /** While rows are awaited, a button stands for the picker, which weighs half as much as the page before them. */
  readonly isDue: boolean;
}

/** Splunk's own time range picker; pressing the button before it is there loads and opens it. */
export function TimeRangeField({ range, onChange, isDue }: TimeRangeFieldProps): ReactElement {
  const [isAsked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const wait = (
    <button type="button" className="ww-picker-wait" aria-haspopup="dialog" onClick={() => setAsked(true)}>
      {rangeText(range)}
    </button>
  );
  return (
    <div ref={box}>
      {isDue || isAsked ? (
        <Suspense fallback={wait}>
          <TimeRangePicker range={range} onChange={onChange} />
          {isAsked ? <Pressed box={box} onPressed={() => setAsked(false)} /> : null}
        </Suspense>
      ) : (
        wait
      )}
    </div>
  );
}

/** Presses the picker's button once it is there, as somebody has pressed the one before it. */
function Pressed({
  box,
  onPressed,
}: {
  readonly box: RefObject<HTMLDivElement>;
  readonly onPressed: () => void;
}): null {
  useEffect(() => {
    const button = box.current?.querySelector('button');
    button?.focus();
    button?.click();
    onPressed();
    // Once, when the picker has come.
  }, []);
  return null;
}
