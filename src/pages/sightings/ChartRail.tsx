import { memo, useMemo, type ReactElement } from 'react';
import { railMarks, type ChartLines } from './chart_rows';
import { useAfterPaint } from './use_after_paint';

/** Where new and hit rows are in the whole list, so that nothing hides below the fold. */
export const ChartRail = memo(function ChartRail({
  rows,
  height,
}: {
  readonly rows: ChartLines;
  readonly height: number;
}): ReactElement {
  // The rows come first.
  const drawn = useAfterPaint(rows);
  const marks = useMemo(() => railMarks(drawn, height), [drawn, height]);
  return (
    <div className="ww-rail" aria-hidden="true">
      {marks.map(({ at, kind }) => (
        <i key={at} className={`ww-rail-${kind}`} style={{ top: `${at * 100}%` }} />
      ))}
    </div>
  );
});
