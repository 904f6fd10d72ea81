import { useEffect, useRef } from 'react';
import { lineOf, type ChartLines, type LineWindow } from './chart_rows';
import type { Sighting } from './sighting';

/** Activity by day of a host with thousands of children would be hundreds of thousands of rows: its bars stay plain. */
const MOST_CHILDREN = 200;
/** Milliseconds that the lines in view must rest: rows and scrolling come first. */
const REST = 100;
/** Hosts of a closed group that is no host: enough to see when it is active. */
const MOST_OF_GROUP = 20;

/** Tells which hosts the lines in view are about, for the search of their activity. */
export function useVisibleHosts(
  rows: ChartLines,
  all: readonly Sighting[],
  { from, to }: LineWindow,
  onVisibleHosts: (hosts: readonly string[]) => void,
): void {
  const counted = useRef<{ readonly of: readonly Sighting[]; readonly children: ReadonlyMap<string, number> }>();
  useEffect(() => {
    const tell = (): void => {
      if (counted.current?.of !== all) counted.current = { of: all, children: childrenByHost(all) };
      const { children } = counted.current;
      onVisibleHosts(hostsOf(rows, from, to).filter((host) => (children.get(host) ?? 0) <= MOST_CHILDREN));
    };
    const timer = setTimeout(tell, REST);
    return () => clearTimeout(timer);
  }, [rows, from, to, all, onVisibleHosts]);
}

function hostsOf(rows: ChartLines, from: number, to: number): readonly string[] {
  const hosts = new Set<string>();
  for (let index = from; index < to; index++) {
    const line = lineOf(rows, index);
    if (line?.kind === 'row') hosts.add(line.sighting.dest);
    else if (line !== undefined && !line.open)
      for (const { dest } of line.group.sightings.slice(0, MOST_OF_GROUP)) hosts.add(dest);
  }
  return [...hosts];
}

function childrenByHost(all: readonly Sighting[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { dest } of all) counts.set(dest, (counts.get(dest) ?? 0) + 1);
  return counts;
}
