import { readSearch } from '../shared/search_client';
import { counted, durationText, numberText } from '../shared/times';
import { rowReader } from './read_rows';
import { sightingsSearch } from './searches';

/**
 * Starts whose time is still to come: a clock on that host is ahead. A range that ends now does not hold them, so that a
 * shell on such a host would be seen only when the time has come.
 */
export interface FutureStarts {
  readonly starts: number;
  readonly hosts: readonly string[];
  /** How far the last of them is ahead, in seconds. */
  readonly ahead: number;
}

/** Clocks differ by some seconds everywhere. */
const SLACK = 60;
const LONGEST = 5 * 365 * 86_400;

/** Asks for them; null when there are none. */
export async function readFutureStarts(now: number, signal: AbortSignal): Promise<FutureStarts | null> {
  const from = Math.ceil(now) + SLACK;
  const job = { search: sightingsSearch, earliest: String(from), latest: String(from + LONGEST) };
  const { rows } = await readSearch(job, rowReader(), { signal });
  if (rows.length === 0) return null;
  const hosts = new Map(rows.map(({ dest }) => [dest.toLowerCase(), dest]));
  return {
    starts: rows.reduce((sum, { starts }) => sum + starts, 0),
    hosts: [...hosts.values()],
    ahead: rows.reduce((latest, { last }) => Math.max(latest, last), now) - now,
  };
}

/** "2 starts lie in the future: the clock of WEB-35 is 61 minutes ahead." */
export function futureText({ starts, hosts, ahead }: FutureStarts): string {
  const [only] = hosts;
  const clocks =
    hosts.length === 1 && only !== undefined
      ? `the clock of ${only} is`
      : `the clocks of ${numberText(hosts.length)} hosts are up to`;
  return `${counted(starts, 'start')} ${starts === 1 ? 'lies' : 'lie'} in the future: ${clocks} ${aheadText(ahead)} ahead.`;
}

const FEW_MINUTES = 180;

/** Clocks are wrong by an hour and a bit: minutes tell it better than hours and minutes. */
function aheadText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes <= FEW_MINUTES ? counted(minutes, 'minute') : durationText(seconds);
}
