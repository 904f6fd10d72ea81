import { memo, type ReactElement } from 'react';
import { Mark } from '../shared/icons';
import { counted, minuteText, numberText, shortDate, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import { lineOf, topOf, type ChartLine, type ChartLines as Rows } from './chart_rows';
import type { RowLayout } from './row_layout';
import { RowMarksIcons } from './RowMarksIcons';
import type { Sighting } from './sighting';
import { firstEverText, groupText, rowText } from './words';

/** The element of a line, for `aria-activedescendant`. */
export const lineId = (index: number): string => `ww-line-${index}`;

interface LinesProps {
  readonly rows: Rows;
  readonly from: number;
  readonly to: number;
  readonly active: number;
  readonly openKey: string | null;
  readonly selected: ReadonlySet<string>;
  readonly clock: Clock;
  readonly hostTotal: number;
}

/** The lines in view as elements; zooming is none of their business. */
export const ChartLines = memo(function ChartLines(props: LinesProps): ReactElement {
  const { rows, from, to, active, openKey, selected, clock, hostTotal } = props;
  const lines = Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
    index: from + i,
    line: lineOf(rows, from + i),
  }));
  return (
    <>
      {lines.map(({ index, line }) =>
        line === undefined ? null : (
          <Line
            key={line.kind === 'head' ? `h ${line.group.id}` : line.sighting.key}
            line={line}
            index={index}
            top={topOf(rows, index)}
            layout={rows.layout}
            isActive={index === active}
            isOpen={line.kind === 'row' && line.sighting.key === openKey}
            isSelected={line.kind === 'row' && selected.has(line.sighting.key)}
            clock={clock}
            hostTotal={hostTotal}
          />
        ),
      )}
    </>
  );
});

interface LineProps {
  readonly line: ChartLine;
  readonly index: number;
  readonly top: number;
  readonly layout: RowLayout;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly clock: Clock;
  readonly hostTotal: number;
}

/** The same line: lines are made anew for each picture, what they hold is not. */
function isSame(a: ChartLine, b: ChartLine): boolean {
  if (a.group !== b.group) return a.kind === 'row' && b.kind === 'row' && a.sighting === b.sighting;
  if (a.kind === 'head') return b.kind === 'head' && a.open === b.open;
  return b.kind === 'row' && a.sighting === b.sighting;
}

const sameLine = (a: LineProps, b: LineProps): boolean =>
  isSame(a.line, b.line) &&
  a.index === b.index &&
  a.top === b.top &&
  a.layout === b.layout &&
  a.isActive === b.isActive &&
  a.isOpen === b.isOpen &&
  a.isSelected === b.isSelected &&
  a.clock === b.clock &&
  a.hostTotal === b.hostTotal;

const Line = memo(function Line(props: LineProps): ReactElement {
  const { line, index, top, layout, isActive, isSelected, isOpen, clock } = props;
  const isHead = line.kind === 'head';
  return (
    <div
      id={lineId(index)}
      role="row"
      aria-rowindex={index + 1}
      aria-level={isHead ? 1 : 2}
      aria-selected={isSelected || isOpen}
      {...(isHead ? { 'aria-expanded': line.open } : {})}
      aria-label={isHead ? groupText(line.group, line.open) : rowText(line.sighting, clock)}
      className={`${isHead ? 'ww-head' : 'ww-line'}${isActive ? ' ww-active' : ''}${isSelected || isOpen ? ' ww-chosen' : ''}`}
      style={{ top, height: isHead ? layout.head : layout.row }}
    >
      {isHead ? (
        <HeadCells line={line} />
      ) : layout.density === 'phone' ? (
        <PhoneCells sighting={line.sighting} clock={clock} hostTotal={props.hostTotal} />
      ) : (
        <RowCells sighting={line.sighting} clock={clock} />
      )}
    </div>
  );
}, sameLine);

/** What the head of a group shows. */
export function HeadCells({
  line,
}: {
  readonly line: Pick<Extract<ChartLine, { kind: 'head' }>, 'group' | 'open'>;
}): ReactElement {
  const { group, open } = line;
  const known = group.sightings.length - group.fresh - group.hits - group.hidden;
  return (
    <>
      <div className="ww-head-name" role="gridcell">
        <Mark name={open ? 'open' : 'closed'} />
        <b dir="auto">{visibleText(group.label)}</b>
        <span className="ww-head-counts">
          {group.fresh > 0 ? <Count name="new" text={`${numberText(group.fresh)} new`} /> : null}
          {group.hits > 0 ? <Count name="hit" text={counted(group.hits, 'hit')} /> : null}
          {group.hidden > 0 ? <Count name="filtered" text={`${numberText(group.hidden)} hidden`} /> : null}
          {!open && group.fresh + group.hits === 0 && known > 0 ? `${numberText(known)} known` : null}
        </span>
      </div>
      <span className="ww-num ww-small ww-muted" role="gridcell">
        {numberText(group.starts)}
      </span>
    </>
  );
}

const Count = ({ name, text }: { readonly name: 'new' | 'hit' | 'filtered'; readonly text: string }): ReactElement => (
  <span className="ww-count">
    <Mark name={name} />
    {text}
  </span>
);

const isStrong = ({ isNew, hits }: Sighting): boolean => isNew || hits.length > 0;

/** Which program started which. */
const Pair = ({ sighting }: { readonly sighting: Sighting }): ReactElement => (
  <span className="ww-pair" role="gridcell" title={visibleText(`${sighting.parent} → ${sighting.child}`)}>
    <i dir="auto">{visibleText(sighting.parent)}</i> <i>→</i>{' '}
    <bdi className={isStrong(sighting) ? 'ww-strong' : ''}>{visibleText(sighting.child)}</bdi>
  </span>
);

interface CellsProps {
  readonly sighting: Sighting;
  readonly clock: Clock;
}

function RowCells({ sighting, clock }: CellsProps): ReactElement {
  return (
    <>
      <span className="ww-glyphs" role="gridcell">
        <RowMarksIcons sighting={sighting} />
      </span>
      <Pair sighting={sighting} />
      <span className="ww-num" role="gridcell">
        {numberText(sighting.starts)}
      </span>
      <span className="ww-num" role="gridcell">
        {numberText(sighting.hosts)}
      </span>
      <span className="ww-num" role="gridcell">
        {firstEverText(sighting, clock)}
      </span>
    </>
  );
}

/** Two lines of text, the bar between them. */
function PhoneCells({ sighting, clock, hostTotal }: CellsProps & { readonly hostTotal: number }): ReactElement {
  const { starts, users, hosts, isNew, first, last } = sighting;
  const by =
    users.length === 1 ? ` by ${users[0] ?? ''}` : users.length > 1 ? ` by ${counted(users.length, 'user')}` : '';
  return (
    <>
      <span className="ww-glyphs" role="gridcell">
        <RowMarksIcons sighting={sighting} />
      </span>
      <Pair sighting={sighting} />
      <span className="ww-when" role="gridcell">
        {isStrong(sighting) ? <b>{minuteText(clock, first)}</b> : `last ${shortDate(clock, last)}`}
      </span>
      <bdi className="ww-starts" role="gridcell">
        {counted(starts, 'start')}
        {by}
      </bdi>
      <span className="ww-hosts" role="gridcell">
        {numberText(hosts)} of {counted(hostTotal, 'host')}
        {isNew && hosts === 1 ? ', never before' : ''}
      </span>
    </>
  );
}
