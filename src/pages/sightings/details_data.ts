import { useEffect, useState } from 'react';
import { numberOf, textOf, type Json } from '../shared/decode';
import { errorText, isAbort } from '../shared/rest';
import { runSearch } from '../shared/search_client';
import type { TimeRange } from '../shared/time_bounds';
import { processStart, type ProcessStart } from './process_tree';
import { commandLinesSearch, hostProcessesSearch } from './searches';
import type { Sighting } from './sighting';

/** What the details panel looks up for one sighting. */

export interface CommandLine {
  readonly text: string;
  readonly user: string;
  readonly integrity: string;
  readonly count: number;
  readonly first: number;
}

export interface DetailsData {
  readonly commands: readonly CommandLine[] | null;
  /** Every process start on the host around the sighting's latest start. */
  readonly around: readonly ProcessStart[] | null;
  readonly problem: string;
}

/** Five minutes each side, as the heading says. */
export const AROUND = 300;
/** Ancestors start long before: as far back as a tree looks for them. */
const ANCESTORS = 86_400;

const nothing: DetailsData = { commands: null, around: null, problem: '' };

/** Command lines and surroundings of a sighting; searches of the one before are cancelled. */
export function useDetails(sighting: Sighting, range: TimeRange): DetailsData {
  const [data, setData] = useState(nothing);
  const { key, dest, parent, child, last } = sighting;
  const { earliest, latest } = range;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const patch = (part: Partial<DetailsData>): void => {
      if (!signal.aborted) setData((before) => ({ ...before, ...part }));
    };
    setData(nothing);
    const load = async (): Promise<void> => {
      const lines = await runSearch(
        { search: commandLinesSearch({ dest, parent, child }), earliest, latest },
        { signal },
      );
      patch({ commands: lines.rows.map(commandLine) });
      const around = { earliest: String(Math.floor(last - ANCESTORS)), latest: String(Math.ceil(last + AROUND)) };
      const host = await runSearch({ search: hostProcessesSearch(dest), ...around }, { signal });
      patch({ around: host.rows.flatMap(processStart) });
    };
    load().catch((error: unknown) => {
      if (!isAbort(error)) patch({ problem: errorText(error) });
    });
    return () => {
      controller.abort();
    };
  }, [key, dest, parent, child, last, earliest, latest]);
  return data;
}

const commandLine = (row: Json): CommandLine => ({
  text: textOf(row.process),
  user: textOf(row.user),
  integrity: textOf(row.process_integrity_level),
  count: numberOf(row.count) ?? 0,
  first: numberOf(row.first_time) ?? 0,
});

/** Different command lines with how often each ran, most first; users and sources do not make a line another one. */
export function distinctCommands(commands: readonly CommandLine[]): readonly { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { text, count } of commands) counts.set(text, (counts.get(text) ?? 0) + count);
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}
