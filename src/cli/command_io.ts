import { setImmediate as turn } from 'node:timers/promises';
import { interruptible } from './interruptible';
import type { CommandIo } from './verb';

/** Writing between two turns of the event loop, so that a signal gets its chance: a write to a pipe or a file is no turn. */
const TURN_MILLISECONDS = 50;

/** The streams, clock and environment of a real process. */
export function commandIo(from: NodeJS.Process, signal: AbortSignal): CommandIo {
  let lastTurn = Date.now();
  return {
    write: async (text) => {
      if (!from.stdout.write(text)) await new Promise<void>((resolve) => from.stdout.once('drain', resolve));
      if (Date.now() - lastTurn < TURN_MILLISECONDS) return;
      await turn();
      lastTurn = Date.now();
    },
    say: (text) => void from.stderr.write(`${text}\n`),
    now: () => Date.now(),
    environment: from.env,
    workingFolder: from.cwd(),
    signal,
    compute: interruptible,
    isTerminal: from.stderr.isTTY === true && from.env.NO_COLOR === undefined,
  };
}
