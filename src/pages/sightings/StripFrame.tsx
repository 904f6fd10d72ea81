import { useRef, type PointerEvent, type ReactElement } from 'react';
import { panned, toEpoch, toPixel, type TimeSpan } from './time_axis';

interface FrameProps {
  readonly whole: TimeSpan;
  readonly span: TimeSpan;
  readonly width: number;
  readonly onSpan: (span: TimeSpan) => void;
}

/** Pixels beside an end of the frame that take hold of it. */
const GRIP = 8;
/** A drag shorter than this share of the range is a click. */
const SHORTEST = 0.01;

type Drag = (to: number) => TimeSpan;

/** What a drag that begins at this pixel does: move an end of the frame, the frame, or draw a new one. */
export function stripDrag(frame: Omit<FrameProps, 'onSpan'>, start: number): Drag {
  const { whole, span, width } = frame;
  const [left, right] = [toPixel(whole, width, span.from), toPixel(whole, width, span.to)];
  const between = (one: number, other: number): TimeSpan => ({
    from: Math.max(whole.from, Math.min(one, other)),
    to: Math.min(whole.to, Math.max(one, other)),
  });
  const isWhole = span.from <= whole.from && span.to >= whole.to;
  if (Math.abs(start - left) <= GRIP) return (to) => between(toEpoch(whole, width, to), span.to);
  if (Math.abs(start - right) <= GRIP) return (to) => between(span.from, toEpoch(whole, width, to));
  if (!isWhole && start > left && start < right)
    return (to) => panned(span, whole, (to - start) / Math.max(1, right - left));
  return (to) => between(toEpoch(whole, width, start), toEpoch(whole, width, to));
}

/** The part of the range that the rows show, as a frame that can be moved, stretched and drawn anew. */
export function StripFrame(props: FrameProps): ReactElement {
  const { whole, span, width, onSpan } = props;
  const drag = useRef<Drag | null>(null);
  const pixel = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const [from, to] = [toPixel(whole, width, span.from), toPixel(whole, width, span.to)].map((x) =>
    Math.min(width, Math.max(0, x)),
  );
  const release = (): void => {
    drag.current = null;
  };
  return (
    <div
      className="ww-strip"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = stripDrag(props, pixel(event));
      }}
      onPointerMove={(event) => {
        const next = drag.current?.(pixel(event));
        if (next !== undefined && next.to - next.from > (whole.to - whole.from) * SHORTEST) onSpan(next);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={() => {
        onSpan(whole);
      }}
    >
      <div className="ww-strip-frame" style={{ left: from, width: Math.max(2, (to ?? 0) - (from ?? 0)) }} />
    </div>
  );
}
