import { useCallback, useEffect, useRef, useState } from 'react';
import { numberOf, textOf, type Json } from '../shared/decode';
import { readSearch, type SearchJob } from '../shared/search_client';
import { inSlices } from '../shared/slices';
import type { TimeRange } from '../shared/time_bounds';
import { activityOf, epochOf, type DayRow } from './overview';
import { activitySearch } from './searches';
import { sightingKey } from '../shared/sighting_key';

type Activity = ReadonlyMap<string, ReadonlyMap<number, number>>;

const SETTLED = 400;
const MOST_HOSTS = 60;

/** Starts a day of what is in view, searched when scrolling has come to rest, each host once a range. */
export function useActivity(
  range: TimeRange,
  isReady: boolean,
): readonly [(id: string) => ReadonlyMap<number, number> | undefined, (hosts: readonly string[]) => void] {
  const [activity, setActivity] = useState<Activity>(new Map());
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const asked = useRef(new Set<string>());
  const { earliest, latest } = range;
  useEffect(() => {
    asked.current = new Set();
    setActivity(new Map());
  }, [earliest, latest]);
  useEffect(() => {
    const fresh = wanted.filter((host) => !asked.current.has(host)).slice(0, MOST_HOSTS);
    if (!isReady || fresh.length === 0) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      readActivity({ search: activitySearch(fresh), earliest, latest }, controller.signal).then(
        (found) => {
          if (found === null) return;
          fresh.forEach((host) => asked.current.add(host));
          setActivity((before) => new Map([...before, ...found.result]));
        },
        // Without activity the bars stay plain; nothing an analyst needs is missing.
        () => undefined,
      );
    }, SETTLED);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, isReady, earliest, latest]);
  const of = useCallback((id: string) => activity.get(id), [activity]);
  return [of, setWanted];
}

async function readActivity(job: SearchJob, signal: AbortSignal): Promise<{ readonly result: Activity } | null> {
  const { rows } = await readSearch(job, dayRow, { signal });
  return inSlices(activityOf(rows), signal);
}

function dayRow(row: Json): DayRow | undefined {
  const day = epochOf(row._time);
  const dest = textOf(row.dest);
  if (day === undefined || dest === '') return undefined;
  return {
    key: sightingKey(dest, textOf(row.parent_process_name), textOf(row.process_name)),
    group: dest.toLowerCase(),
    day: Math.floor(day / 86_400) * 86_400,
    count: numberOf(row.count) ?? 0,
  };
}
