import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processLog } from '../../src/inputs/process_log/process_log';
import { runInput, testClock, type HarnessOptions, type HarnessResult } from '../../src/modinput';
import { lineNumber } from './sysmon_lines';

/** A folder of logs that `process_log` reads again and again, as splunkd would start it. */
export interface LogFolder {
  readonly path: string;
  readonly file: (name: string) => string;
  /** One start by splunkd, at that time (epoch milliseconds); the checkpoint goes on to the next start. */
  readonly start: (settings?: Readonly<Record<string, string>>, more?: StartOptions) => Promise<Started>;
  readonly remove: () => void;
}

interface StartOptions extends Pick<HarnessOptions, 'onWrite' | 'signal'> {
  readonly now?: number;
}

export interface Started extends HarnessResult {
  /** What was read, by line number. */
  readonly lines: readonly number[];
}

export function logFolder(): LogFolder {
  const path = mkdtempSync(join(tmpdir(), 'logs '));
  let checkpoints: HarnessResult['checkpoints'] = {};
  return {
    path,
    file: (name) => join(path, name),
    start: async (settings = {}, { now, ...more } = {}) => {
      const clock = testClock(now);
      const result = await runInput(processLog, {
        stanzas: { x: { paths: path, ...settings } },
        checkpoints,
        clock,
        ...more,
      });
      checkpoints = result.checkpoints;
      return { ...result, lines: result.events.map(({ data }) => lineNumber(data)) };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Whole numbers from one up to another, which is not among them. */
export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);
