import type { CommandIo } from './verb';

/** The streams, clock and environment of a real process. */
export function commandIo(from: NodeJS.Process, signal: AbortSignal): CommandIo {
  return {
    write: (text) =>
      new Promise((resolve) => {
        if (from.stdout.write(text)) resolve();
        else from.stdout.once('drain', resolve);
      }),
    say: (text) => void from.stderr.write(`${text}\n`),
    now: () => Date.now(),
    environment: from.env,
    workingFolder: from.cwd(),
    signal,
    isTerminal: from.stderr.isTTY === true && from.env.NO_COLOR === undefined,
  };
}
