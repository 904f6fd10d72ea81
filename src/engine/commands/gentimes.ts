import type { GentimesTime } from '../../spl/ast';
import { gentimesColumns } from '../../spl/commands/gentimes';
import type { Clock } from '../../spl/time/modifier';
import { addUnits, snapTo } from '../../spl/time/units';
import { epochOf, wallClock, weekday } from '../../spl/time/zone';
import { problemAt } from '../problem';
import { dayNames, monthNames } from '../time/strftime';
import type { Row } from '../types';
import { requireFirst, type Runner } from './command';

const MOST = 500_000;
const BATCH = 5_000;

/** `gentimes`: ranges of time one behind the other, from a start up to an end that is not among them. */
export const runGentimes: Runner<'gentimes'> = (command, context) => {
  requireFirst(context, command, 'Put it first, or into append [| gentimes …].');
  const { from, until, increment, span } = command;
  const { clock } = context;
  const end = until === null ? midnight(clock) : epochOfTime(until, clock);
  return async function* () {
    let rows: Row[] = [];
    let made = 0;
    for (let start = epochOfTime(from, clock); start < end;) {
      const next = addUnits(start, increment.amount, increment.unit, clock.timeZone);
      if (++made > MOST)
        throw problemAt(
          'badArgument',
          span,
          `More than ${MOST} ranges of time`,
          'Take a larger increment or a nearer start.',
        );
      rows.push(rangeRow(start, next - 1, clock.timeZone));
      if (rows.length === BATCH) {
        yield await Promise.resolve({ fields: gentimesColumns, rows });
        rows = [];
      }
      start = next;
    }
    yield { fields: gentimesColumns, rows };
  };
};

function midnight({ now, timeZone }: Clock): number {
  return snapTo(now, 'd', timeZone);
}

function epochOfTime(time: GentimesTime, clock: Clock): number {
  if (time.kind === 'days') return addUnits(midnight(clock), time.days, 'd', clock.timeZone);
  const { year, month, day, seconds } = time;
  return epochOf({ year, month, day, hour: 0, minute: 0, second: seconds }, clock.timeZone);
}

function rangeRow(start: number, end: number, zone: string): Row {
  return { starttime: start, starthuman: humanTime(start, zone), endtime: end, endhuman: humanTime(end, zone) };
}

/** `Sun Apr 4 00:00:00 2021` */
function humanTime(epoch: number, zone: string): string {
  const wall = wallClock(epoch, zone);
  const clock = [wall.hour, wall.minute, wall.second].map((part) => String(part).padStart(2, '0')).join(':');
  const name = (names: readonly string[], place: number): string => (names[place] ?? '').slice(0, 3);
  return `${name(dayNames, weekday(wall))} ${name(monthNames, wall.month - 1)} ${wall.day} ${clock} ${wall.year}`;
}
