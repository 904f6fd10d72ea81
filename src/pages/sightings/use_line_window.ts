import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { observeSize } from '../shared/observe_size';
import { AHEAD, windowOf, type ChartLines, type LineWindow } from './chart_rows';
import { useAfterPaint } from './use_after_paint';

interface Shown extends LineWindow {
  /** Visible height of the rows in pixels. */
  readonly height: number;
}

/**
 * Which lines are drawn. Scrolling within what is drawn changes nothing, so the browser alone moves the picture; give
 * the function as the rows' scroll handler.
 */
export function useLineWindow(ref: RefObject<HTMLElement>, rows: ChartLines): readonly [Shown, () => void] {
  const [place, setPlace] = useState({ top: 0, height: 480 });
  // Nothing is drawn ahead until the first rows are on the screen: they come sooner alone.
  const ahead = useAfterPaint(rows.count > 0) ? AHEAD : 0;
  const measure = useCallback(() => {
    const element = ref.current;
    if (element === null) return;
    const [top, height] = [element.scrollTop, element.clientHeight];
    setPlace((before) => {
      const [was, is] = [windowOf(rows, before.top, before.height, ahead), windowOf(rows, top, height, ahead)];
      return was.from === is.from && was.to === is.to && before.height === height ? before : { top, height };
    });
  }, [ref, rows, ahead]);
  useLayoutEffect(() => {
    measure();
    return observeSize(ref.current, measure);
  }, [ref, measure]);
  return [{ ...windowOf(rows, place.top, place.height, ahead), height: place.height }, measure];
}
