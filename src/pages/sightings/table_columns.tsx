import type { ReactElement } from 'react';
import { Mark } from '../shared/icons';
import { dayText, minuteText, numberText, shortDate, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import { RowMarksIcons } from './RowMarksIcons';
import type { Sighting } from './sighting';
import type { Sort } from './view_state';
import { verdictWords } from './words';

/** The columns of the table: what each is called, how it sorts and what its cells say. */

export interface Column {
  readonly id: string;
  readonly title: string;
  /** Pixels before anybody drags its edge; "time" is as wide as the times of the range are. */
  readonly width: number | 'time';
  readonly isNumber: boolean;
  readonly sort?: { readonly by: Sort; readonly order: 'ascending' | 'descending' };
  /** The whole text of a cell that may be cut. */
  readonly full?: (sighting: Sighting) => string;
  readonly cell: (sighting: Sighting, context: CellContext) => ReactElement | string;
}

export interface CellContext {
  readonly clock: Clock;
  readonly rangeFrom: number;
}

/** Room for "Sat 21 Nov 14:05", and for the same with a year. */
const TIME = 138;
const TIME_WITH_YEAR = 172;

/** The width of a column until somebody changes it, in pixels. */
export function usualWidth({ width }: Column, { clock, rangeFrom }: CellContext): number {
  if (width !== 'time') return width;
  return / \d{4} /.test(`${minuteText(clock, rangeFrom)} `) ? TIME_WITH_YEAR : TIME;
}

export const columns: readonly Column[] = [
  {
    id: 'state',
    title: 'State',
    width: 64,
    isNumber: false,
    sort: { by: 'new', order: 'descending' },
    cell: (row) => <RowMarksIcons sighting={row} always />,
  },
  {
    id: 'host',
    title: 'Host',
    width: 120,
    isNumber: false,
    sort: { by: 'host', order: 'ascending' },
    full: ({ dest }) => dest,
    cell: ({ dest }) => <bdi className="ww-strong">{visibleText(dest)}</bdi>,
  },
  {
    id: 'parent',
    title: 'Parent',
    width: 110,
    isNumber: false,
    full: ({ parent }) => parent,
    cell: ({ parent }) => <bdi>{visibleText(parent)}</bdi>,
  },
  {
    id: 'child',
    title: 'Child',
    width: 150,
    isNumber: false,
    full: ({ child }) => child,
    cell: (row) => <bdi className={row.isNew || row.hits.length > 0 ? 'ww-strong' : ''}>{visibleText(row.child)}</bdi>,
  },
  {
    id: 'user',
    title: 'User',
    width: 124,
    isNumber: false,
    full: ({ users }) => users.join(', '),
    cell: ({ users }) => <bdi>{visibleText(users.join(', '))}</bdi>,
  },
  {
    id: 'starts',
    title: 'Starts',
    width: 62,
    isNumber: true,
    sort: { by: 'starts', order: 'descending' },
    cell: ({ starts }) => numberText(starts),
  },
  { id: 'events', title: 'Events', width: 62, isNumber: true, cell: ({ events }) => numberText(events) },
  {
    id: 'hosts',
    title: 'Hosts',
    width: 58,
    isNumber: true,
    sort: { by: 'rare', order: 'ascending' },
    cell: ({ hosts }) => numberText(hosts),
  },
  {
    id: 'firstEver',
    title: 'First ever',
    width: 'time',
    isNumber: true,
    sort: { by: 'first', order: 'descending' },
    cell: ({ firstEver, first }, { clock }) =>
      firstEver === null
        ? 'no baseline'
        : firstEver === first
          ? minuteText(clock, firstEver)
          : shortDate(clock, firstEver),
  },
  {
    id: 'first',
    title: 'First in range',
    width: 'time',
    isNumber: true,
    cell: ({ first, firstEver }, { clock, rangeFrom }) =>
      firstEver !== null && firstEver < rangeFrom && first - rangeFrom < 86_400
        ? `before ${dayText(clock, rangeFrom)}`
        : minuteText(clock, first),
  },
  {
    id: 'last',
    title: 'Last',
    width: 'time',
    isNumber: true,
    sort: { by: 'last', order: 'descending' },
    cell: ({ last }, { clock }) => minuteText(clock, last),
  },
  {
    id: 'hits',
    title: 'Hits by',
    width: 72,
    isNumber: true,
    cell: ({ hits, hidden }) =>
      hits.length > 0 ? numberText(hits.length) : hidden.length > 0 ? `${hidden.length} hidden` : '',
  },
  {
    id: 'review',
    title: 'Review',
    width: 116,
    isNumber: false,
    cell: ({ review }) =>
      review === null ? (
        <span className="ww-muted">not reviewed</span>
      ) : (
        <>
          <Mark name={review.verdict} /> {verdictWords[review.verdict]}
        </>
      ),
  },
  {
    id: 'example',
    title: 'Command line, example',
    width: 240,
    isNumber: false,
    full: ({ example }) => example,
    cell: ({ example }) => <code className="ww-mono-cell">{example.slice(0, 300)}</code>,
  },
];
