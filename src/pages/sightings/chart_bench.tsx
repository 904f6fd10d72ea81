import { useMemo, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { mountPage } from '../shared/mount_page';
import { atOnce } from '../shared/slices';
import { utc } from '../shared/zone';
import { Chart } from './Chart';
import { useChartState, type ChartState } from './chart_state';
import { chartStyles } from './chart_styles';
import { unfolded } from './folding';
import { GreyRows } from './GreyRows';
import { knownSightings, withStates } from './merge';
import { groupSightings, narrow } from './narrow';
import { pageStyles } from './page_styles';
import { rowReader } from './read_rows';
import { rowLayouts } from './row_layout';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';
import { defaultView } from './view_state';

/** What `npm run bench -- chart` drives: the chart of the page alone, and the way of the rows to it, step by step. */

const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 21, 23, 30) / 1000;
const whole: TimeSpan = { from: NOW - 30 * DAY, to: NOW };
const clock = { zone: utc, now: NOW };
const newSince = NOW - 6 * DAY;

/** Results as splunkd's JSON has them: all values are text, sorted by names; few hosts have most of the rows. */
function resultRows(count: number, hosts: number): readonly Record<string, string>[] {
  const rows = Array.from({ length: count }, (_, i) => {
    // Multiplying by a prime visits everything once, in no order that sorting could profit from.
    const shuffled = (i * 7919) % count;
    const host = Math.floor(hosts * (shuffled / count) ** 3);
    const first = whole.from + ((i * 104_729) % (29 * DAY));
    return {
      dest: `WEB-${String(host).padStart(5, '0')}`,
      parent_process_name: i % 3 === 0 ? 'w3wp.exe' : 'tomcat9.exe',
      process_name: `child${shuffled % 997}-${i % 211}.exe`,
      first_time: String(first),
      last_time: String(Math.min(NOW, first + ((i * 31) % (20 * DAY)))),
      starts: String(1 + (i % 300)),
      events: String(1 + (i % 300)),
      users: 'DefaultAppPool',
      example: `C:\\inetpub\\tools\\child${shuffled % 997}.exe --job ${i}`,
      command_lines: '1',
      sources: 'Sysmon',
    };
  });
  return rows.sort(byNames);
}

const byNames = (a: Record<string, string>, b: Record<string, string>): number => {
  const name = ({ dest, parent_process_name, process_name }: Record<string, string>): string =>
    `${dest ?? ''} ${parent_process_name ?? ''} ${process_name ?? ''}`;
  return name(a) < name(b) ? -1 : 1;
};

/** Milliseconds of each step from results to groups, in their order. */
function timedSteps(text: string): { sightings: readonly Sighting[]; steps: Record<string, number> } {
  const steps: Record<string, number> = {};
  const timed = <T,>(name: string, work: () => T): T => {
    const began = performance.now();
    const result = work();
    steps[name] = performance.now() - began;
    return result;
  };
  const results = timed('JSON to objects', () => JSON.parse(text) as Record<string, string>[]);
  const rows = timed('objects to rows', () => results.map(rowReader()).filter((row) => row !== undefined));
  const baseline = rows
    .filter((_, i) => i % 500 !== 0)
    .map(({ key, dest, parent, child, first }) => ({
      key,
      dest,
      parent,
      child,
      firstSeen: first - 100 * DAY,
      lastSeen: first,
    }));
  const known = timed('rows and baseline to sightings', () => atOnce(knownSightings({ rows, baseline })));
  const found = new Set(rows.filter((_, i) => i % 1000 === 0).map(({ key }) => key));
  const hits = [{ detection: 'D', found, left: found }];
  const all = timed('states', () => atOnce(withStates(known, { hits, reviews: new Map(), newSince })));
  const shown = timed('filter and sort', () => atOnce(narrow(all, defaultView)));
  timed('groups', () => atOnce(groupSightings(shown, 'host')));
  return { sightings: shown, steps };
}

let show: (sightings: readonly Sighting[]) => void = () => undefined;
let state: ChartState | null = null;
let held: readonly Sighting[] = [];

function Host(): ReactElement | null {
  const [sightings, setSightings] = useState<readonly Sighting[]>([]);
  show = setSightings;
  const isWaiting = sightings.length === 0;
  return (
    <>
      <div className={isWaiting ? 'ww-rows-yet' : 'ww-rows-here'}>
        <Shown sightings={sightings} />
      </div>
      {isWaiting ? <Waiting /> : null}
    </>
  );
}

/** What the page shows before its rows: words, and grey where the rows will be, the empty chart hidden behind. */
const Waiting = (): ReactElement => (
  <div className="ww-left ww-box">
    <p>
      Searching <b>200,000 sightings</b> <span className="ww-small ww-num">0 %</span>
    </p>
    <GreyRows isWaiting />
  </div>
);

const nothing = (): void => undefined;
const noActivity = (): undefined => undefined;

function Shown({ sightings }: { readonly sightings: readonly Sighting[] }): ReactElement {
  const [folding, onFolding] = useState(unfolded);
  const groups = useMemo(() => atOnce(groupSightings(sightings, 'host')), [sightings]);
  const chart = useChartState({ groups, layout: rowLayouts.wide, folding, onFolding });
  const [zoom, setZoom] = useState<TimeSpan | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  state = chart;
  return (
    <div className="ww-work">
      <div className="ww-left ww-box">
        <Chart
          chart={chart}
          all={sightings}
          clock={clock}
          whole={whole}
          zoom={zoom}
          onZoom={setZoom}
          newSince={newSince}
          overview={null}
          hostTotal={chart.rows.groups.length}
          activity={noActivity}
          onVisibleHosts={nothing}
          openKey={open}
          onOpen={setOpen}
          onFind={nothing}
          onHelp={nothing}
          grouping="host"
        />
      </div>
    </div>
  );
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** When the first rows stand in the page: their canvas is drawn in the same task. */
const rowsDrawn = (): Promise<number> =>
  new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.ww-rows [role="row"]') === null) return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document, { subtree: true, childList: true });
  });

/** The functions that the measuring side calls. */
const bench = {
  /** Makes the sightings and keeps them; the steps' milliseconds. */
  make: (count: number, hosts: number): Record<string, number> => {
    const { sightings, steps } = timedSteps(JSON.stringify(resultRows(count, hosts)));
    held = sightings;
    return steps;
  },
  /** Hands the sightings to the chart as an answer does: milliseconds until its canvas is drawn, and until the second frame after. */
  firstPaint: async (): Promise<{ drawn: number; shown: number }> => {
    const isDrawn = rowsDrawn();
    const began = performance.now();
    show(held);
    const drawn = (await isDrawn) - began;
    await frame();
    await frame();
    return { drawn, shown: performance.now() - began };
  },
  /** Opens all groups; gives the number of lines and the milliseconds. */
  openAll: (): { lines: number; script: number } => {
    const began = performance.now();
    flushSync(() => state?.actions.setAll(true));
    return { lines: state?.rows.count ?? 0, script: performance.now() - began };
  },
};

declare global {
  var chartBench: typeof bench;
}

globalThis.chartBench = bench;
mountPage(<Host />, pageStyles + chartStyles);
