import { useEffect, useRef, type RefObject } from 'react';
import { panned, toEpoch, zoomed } from './time_axis';
import type { PlotFrame } from './use_plot_pointers';

const ZOOM = 1.25;
/** A sideways wheel moves as fast as the picture. */
const LINE_PIXELS = 16;

/**
 * Ctrl and wheel (a pinch on a touchpad is the same event) zooms around the pointer, a wheel sideways moves the time;
 * up and down scrolls the rows. React's own wheel listener is passive and could not stop the page zoom.
 */
export function useWheel(ref: RefObject<HTMLElement>, frame: PlotFrame): void {
  const latest = useRef(frame);
  latest.current = frame;
  useEffect(() => {
    const element = ref.current;
    const onWheel = (event: WheelEvent): void => {
      const { span, whole, width, inset, onSpan } = latest.current;
      if (element === null || width <= 0) return;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - (element.getBoundingClientRect().right - inset - width);
        onSpan(zoomed(span, whole, event.deltaY > 0 ? ZOOM : 1 / ZOOM, toEpoch(span, width, x)));
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        const pixels = sideways * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
        onSpan(panned(span, whole, pixels / width));
      }
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [ref]);
}
