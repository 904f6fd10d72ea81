import { useMemo, type ReactElement } from 'react';
import { atOnce } from '../shared/slices';
import { counted, minuteText, numberText, shortDate, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import { rowMarks, type RowMarks } from './marks';
import { groupSightings } from './narrow';
import { RowMarksIcons } from './RowMarksIcons';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';
import type { ViewState } from './view_state';
import { filterWords, marksText, verdictTitles } from './words';

interface PrintRowsProps {
  readonly sightings: readonly Sighting[];
  readonly all: number;
  readonly view: ViewState;
  readonly span: TimeSpan;
  readonly clock: Clock;
}

/** About fifty pages; who needs more takes the CSV. */
const MOST = 2000;
/** Width and height of a bar's ground in pixels. */
const WIDTH = 150;
const HEIGHT = 18;
const COMMAND = 240;

/** What chart and table show, for paper: every row is there, its bar drawn as lines that a printer can scale. */
export function PrintRows({ sightings, all, view, span, clock }: PrintRowsProps): ReactElement {
  const printed = useMemo(() => atOnce(groupSightings(sightings.slice(0, MOST), view.group)), [sightings, view.group]);
  const left = sightings.length - MOST;
  return (
    <section className="ww-print">
      <p>
        {numberText(sightings.length)} of {counted(all, 'sighting')}. {filterWords(view)}
        {left > 0 ? ` The last ${numberText(left)} are not printed: show fewer, or export them as CSV.` : ''}
      </p>
      <table className="ww-list">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Host, parent → child</th>
            <th scope="col">Starts</th>
            <th scope="col">Hosts</th>
            <th scope="col">First ever</th>
            <th scope="col">First to last in range, {clock.zone.name}</th>
            <th scope="col">
              {shortDate(clock, span.from)} to {shortDate(clock, span.to)}
            </th>
          </tr>
        </thead>
        {printed.map((group) => (
          <tbody key={group.id}>
            {group.sightings.map((sighting) => (
              <PrintRow key={sighting.key} sighting={sighting} span={span} clock={clock} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function PrintRow({
  sighting,
  span,
  clock,
}: {
  readonly sighting: Sighting;
  readonly span: TimeSpan;
  readonly clock: Clock;
}): ReactElement {
  const { dest, parent, child, starts, hosts, firstEver, first, last, example, review } = sighting;
  return (
    <tr>
      <td>
        <RowMarksIcons sighting={sighting} always /> {marksText(sighting)}
        {review === null ? null : ` by ${review.user}: ${verdictTitles[review.verdict]}`}
      </td>
      <td>
        <b>
          <bdi>{visibleText(dest)}</bdi>
        </b>{' '}
        <bdi>{visibleText(parent)}</bdi> →{' '}
        <b>
          <bdi>{visibleText(child)}</bdi>
        </b>
        <div className="ww-mono ww-muted">
          <bdi>{visibleText(example.length > COMMAND ? `${example.slice(0, COMMAND)} …` : example)}</bdi>
        </div>
      </td>
      <td className="ww-num">{numberText(starts)}</td>
      <td className="ww-num">{numberText(hosts)}</td>
      <td>{firstEver === null ? 'no baseline' : shortDate(clock, firstEver)}</td>
      <td>
        {minuteText(clock, first)}
        {last > first ? (
          <>
            <br />
            {minuteText(clock, last)}
          </>
        ) : null}
      </td>
      <td>
        <Bar marks={rowMarks(sighting, span, WIDTH, clock)} />
      </td>
    </tr>
  );
}

/** The bar of a row without its texts: they have columns of their own on paper. */
function Bar({ marks }: { readonly marks: RowMarks }): ReactElement {
  const { bar, began, beganBefore, colour } = marks;
  const ink = `var(--ww-${colour})`;
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" stroke={ink} fill={ink}>
      {beganBefore ? <path d={`M6 ${middle - 4}L1.5 ${middle}L6 ${middle + 4}`} fill="none" strokeWidth="1.5" /> : null}
      {began !== null && bar.kind !== 'outside' ? <path d={`M${began} ${middle - 5}v10m0 -5H${bar.x}`} /> : null}
      {bar.kind === 'once' ? <rect x={bar.x - 1.5} y="1" width="3" height={HEIGHT - 2} stroke="none" /> : null}
      {bar.kind === 'bar' ? <Range bar={bar} isHollow={colour === 'filtered'} isDashed={colour === 'canary'} /> : null}
    </svg>
  );
}

function Range({
  bar,
  isHollow,
  isDashed,
}: {
  readonly bar: Extract<RowMarks['bar'], { kind: 'bar' }>;
  readonly isHollow: boolean;
  readonly isDashed: boolean;
}): ReactElement {
  const middle = HEIGHT / 2;
  if (isDashed) return <path d={`M${bar.x} ${middle}h${bar.width}`} strokeWidth="2" strokeDasharray="3 3" />;
  const place = { x: bar.x, y: middle - bar.height / 2, width: bar.width, height: bar.height };
  return isHollow ? <rect {...place} fill="none" strokeDasharray="4 2" /> : <rect {...place} stroke="none" />;
}
