import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { TimeSpan } from './time_axis';

type Zoom = TimeSpan | null;

/** Milliseconds of rest after which the page is told: an address a wheel step would be too many for the browser. */
const SETTLED = 300;

/**
 * The zoom as the chart shows it. A step draws the chart alone; the page, which keeps it in the address, is told when
 * the hand rests. A zoom that comes from outside (a link, "back", another range) is taken over at once.
 */
export function useLiveZoom(zoom: Zoom, onZoom: (zoom: Zoom) => void): readonly [Zoom, (zoom: Zoom) => void] {
  const [live, setLive] = useState(zoom);
  const [seen, setSeen] = useState(zoom);
  const told = useRef(zoom);
  const due = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly zoom: Zoom } | null>(null);
  const tell = useRef(onZoom);
  tell.current = onZoom;
  const isOurs = zoom === told.current;
  if (zoom !== seen) {
    setSeen(zoom);
    if (!isOurs) setLive(zoom);
  }
  useEffect(() => {
    if (isOurs || due.current === null) return;
    clearTimeout(due.current.timer);
    due.current = null;
  }, [zoom, isOurs]);
  const flush = useCallback(() => {
    const last = due.current;
    if (last === null) return;
    clearTimeout(last.timer);
    due.current = null;
    told.current = last.zoom;
    startTransition(() => tell.current(last.zoom));
  }, []);
  const change = useCallback(
    (next: Zoom) => {
      setLive(next);
      if (due.current !== null) clearTimeout(due.current.timer);
      due.current = { timer: setTimeout(flush, SETTLED), zoom: next };
    },
    [flush],
  );
  useEffect(() => flush, [flush]);
  return [live, change];
}
