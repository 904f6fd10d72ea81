import { useLayoutEffect, useRef, type ReactElement, type RefObject } from 'react';
import { counted, exactText, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import type { Sighting } from './sighting';
import { marksText } from './words';

interface CardProps {
  readonly sighting: Sighting;
  readonly clock: Clock;
  /** Top and height of the row, in pixels of the list. */
  readonly top: number;
  readonly height: number;
  /** What scrolls the list. */
  readonly frameRef: RefObject<HTMLElement>;
}

/** What a row says in short, under the pointer or the keyboard; above the row where there is no room below it. */
export function HoverCard({ sighting, clock, top, height, frameRef }: CardProps): ReactElement {
  const card = useRef<HTMLDivElement>(null);
  const below = top + height + 2;
  useLayoutEffect(() => {
    const [element, frame] = [card.current, frameRef.current];
    if (element === null || frame === null) return;
    const tall = element.offsetHeight;
    const isRoom = below + tall <= frame.scrollTop + frame.clientHeight || top - tall - 2 < frame.scrollTop;
    element.style.top = `${isRoom ? below : top - tall - 2}px`;
  }, [sighting, top, below, frameRef]);
  return (
    <div ref={card} className="ww-card" style={{ top: below }} role="presentation">
      <b>
        <bdi>{visibleText(sighting.parent)}</bdi> → <bdi>{visibleText(sighting.child)}</bdi>
      </b>{' '}
      on <bdi>{visibleText(sighting.dest)}</bdi>, {marksText(sighting)}
      <br />
      {exactText(clock, sighting.first)}
      {sighting.last > sighting.first ? ` to ${exactText(clock, sighting.last)}` : ''},{' '}
      {counted(sighting.starts, 'start')}
      {sighting.events === sighting.starts ? '' : ` (${counted(sighting.events, 'event')})`}
      <br />
      <code className="ww-mono">{visibleText(sighting.example.slice(0, 160))}</code>
    </div>
  );
}
