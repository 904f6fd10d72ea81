import { useRef, type MouseEvent, type PointerEvent } from 'react';
import { panned, pinched, toEpoch, type TimeSpan } from './time_axis';

/** What the pointers on the plot work with. */
export interface PlotFrame {
  readonly span: TimeSpan;
  readonly whole: TimeSpan;
  readonly width: number;
  /** From the right edge of the rows to the plot, in pixels. */
  readonly inset: number;
  readonly onSpan: (span: TimeSpan) => void;
  readonly onMark: (span: TimeSpan) => void;
}

type Handler = (event: PointerEvent<HTMLElement>) => void;

interface PointerHandlers {
  readonly onPointerDown: Handler;
  readonly onPointerMove: Handler;
  readonly onPointerUp: Handler;
  readonly onPointerCancel: Handler;
  readonly onClickCapture: (event: MouseEvent<HTMLElement>) => void;
}

/** Pixels that a hand trembles while it clicks. */
const TREMBLE = 5;

/** A pointer that is down: where it began and where it is, in pixels of the plot. */
interface Held {
  readonly from: number;
  readonly now: number;
}

/**
 * A mouse drags a span to mark it; one finger moves the time sideways (up and down stays scrolling, see touch-action),
 * two fingers zoom. A click that was no drag is left to the row.
 */
export function usePlotPointers(frame: PlotFrame): PointerHandlers {
  const held = useRef(new Map<number, Held>());
  /** The span when the fingers last came or went: a gesture is reckoned from its beginning. */
  const began = useRef(frame.span);
  const wasDragged = useRef(false);
  const pixel = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - (event.currentTarget.getBoundingClientRect().right - frame.inset - frame.width);
  const regrip = (): void => {
    began.current = frame.span;
    held.current.forEach(({ now }, id) => held.current.set(id, { from: now, now }));
  };
  const release: Handler = (event) => {
    held.current.delete(event.pointerId);
    regrip();
  };
  return {
    onPointerDown: (event) => {
      const x = pixel(event);
      if (held.current.size === 0) wasDragged.current = false;
      if (event.button !== 0 || x < 0 || x > frame.width) return;
      held.current.set(event.pointerId, { from: x, now: x });
      regrip();
    },
    onPointerMove: (event) => {
      const before = held.current.get(event.pointerId);
      if (before === undefined) return;
      const now = pixel(event);
      held.current.set(event.pointerId, { ...before, now });
      if (!wasDragged.current && held.current.size === 1 && Math.abs(now - before.from) < TREMBLE) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      wasDragged.current = true;
      move(frame, began.current, [...held.current.values()], event.pointerType);
    },
    onPointerUp: release,
    onPointerCancel: release,
    onClickCapture: (event) => {
      if (wasDragged.current) event.stopPropagation();
      wasDragged.current = false;
    },
  };
}

function move(frame: PlotFrame, began: TimeSpan, held: readonly Held[], pointerType: string): void {
  const [one, two] = held;
  const { width, whole } = frame;
  if (one === undefined) return;
  if (two !== undefined) frame.onSpan(pinched(began, whole, width, [one.from, two.from], [one.now, two.now]));
  else if (pointerType === 'touch') frame.onSpan(panned(began, whole, (one.from - one.now) / width));
  else {
    const ends = [one.from, Math.min(width, Math.max(0, one.now))].sort((a, b) => a - b);
    const [from, to] = ends.map((x) => toEpoch(frame.span, width, x));
    if (from !== undefined && to !== undefined) frame.onMark({ from, to });
  }
}
