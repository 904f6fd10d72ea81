import { useCallback, useEffect, useState } from 'react';
import { webServersMacro } from '../../compiler/own_app/macro_names';
import type { Detection } from '../shared/detections';
import { failureBehind, isAbort, type RestFailure } from '../shared/rest';
import { runSearch, type SearchJob, type SearchOptions } from '../shared/search_client';
import { MODEL, TSTATS } from '../shared/sightings_search';
import { resolveRange, type TimeBounds, type TimeRange } from '../shared/time_bounds';
import { ResultTable } from './exception_fit';

/** The detection's results without any filter: one job, over which every edit is tried. */
export type Trial =
  | { readonly kind: 'loading'; readonly done: number; readonly sid: string | null }
  | { readonly kind: 'failed'; readonly failure: RestFailure }
  | {
      readonly kind: 'ready';
      readonly table: ResultTable;
      readonly bounds: TimeBounds;
      /** How long the job took. */
      readonly seconds: number;
      /** Ended early: results may be missing. */
      readonly stopped: boolean;
    };

const loading: Trial = { kind: 'loading', done: 0, sid: null };

/** Runs the detection bare over the range, again when either changes or somebody asks. */
export function useTrial({ unfiltered }: Detection, range: TimeRange): readonly [Trial, () => void] {
  const [trial, setTrial] = useState<Trial>(loading);
  const [asked, setAsked] = useState(0);
  const { earliest, latest } = range;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setTrial(loading);
    const onProgress: NonNullable<SearchOptions['onProgress']> = ({ sid, done }) =>
      setTrial({ kind: 'loading', done, sid });
    readyTrial({ search: unfiltered, earliest, latest }, { signal, onProgress }).then(setTrial, (error: unknown) => {
      if (!isAbort(error)) setTrial({ kind: 'failed', failure: failureBehind(error) });
    });
    return () => {
      controller.abort();
    };
  }, [unfiltered, earliest, latest, asked]);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  return [trial, again];
}

async function readyTrial(job: SearchJob, options: SearchOptions): Promise<Trial> {
  const started = performance.now();
  const bounds = await resolveRange(job, options.signal);
  const { rows, finalized } = await runSearch(job, options);
  const table = new ResultTable(rows, Date.now() / 1000);
  return { kind: 'ready', table, bounds, seconds: (performance.now() - started) / 1000, stopped: finalized };
}

/** Which hosts run which web server, a row a pair. */
const serversSearch = [
  `${TSTATS} count ${MODEL}`,
  `where \`${webServersMacro}\` by Processes.parent_process_name Processes.dest`,
  '| rename "Processes.*" as "*"',
].join('\n');

/** The web servers of the range, read when somebody wants them; null until then, and where they cannot be read. */
export function useServers({ earliest, latest }: TimeRange, isWanted: boolean): ResultTable | null {
  const [servers, setServers] = useState<ResultTable | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    const controller = new AbortController();
    setServers(null);
    runSearch({ search: serversSearch, earliest, latest }, { signal: controller.signal }).then(
      ({ rows }) => setServers(new ResultTable(rows, 0)),
      () => undefined,
    );
    return () => {
      controller.abort();
    };
  }, [earliest, latest, isWanted]);
  return servers;
}
