import type { ReactElement } from 'react';
import { counted, exactText, type Clock } from '../shared/times';
import type { Sighting } from './sighting';
import { marksText } from './words';

/** What a row says in short, under the pointer or the focus. */
export function HoverCard({
  sighting,
  clock,
  top,
}: {
  readonly sighting: Sighting;
  readonly clock: Clock;
  readonly top: number;
}): ReactElement {
  return (
    <div className="ww-card" style={{ top }} role="presentation">
      <b>
        <bdi>{sighting.parent}</bdi> → <bdi>{sighting.child}</bdi>
      </b>{' '}
      on <bdi>{sighting.dest}</bdi>, {marksText(sighting)}
      <br />
      {exactText(clock, sighting.first)}
      {sighting.last > sighting.first ? ` to ${exactText(clock, sighting.last)}` : ''},{' '}
      {counted(sighting.starts, 'start')}
      {sighting.events === sighting.starts ? '' : ` (${counted(sighting.events, 'event')})`}
      <br />
      <code className="ww-mono">{sighting.example.slice(0, 160)}</code>
    </div>
  );
}
