import { setMaxListeners } from 'node:events';
import { errorCode } from './thrown';

/** Why an input has to stop, noticed within a second. */

/** Ctrl+Break is how splunkd stops an input on Windows; the others are POSIX (reference/splunk-platform.md 1.9). */
const signals = ['SIGTERM', 'SIGINT', 'SIGBREAK', 'SIGHUP'] as const;
const PARENT_CHECK_MILLISECONDS = 250;

/** A signal that is aborted when the process is told to stop or the program that started it is gone. */
export function stopSignalOf(from: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  // One for each stanza that sleeps, request that waits …: Node would warn of a leak on stderr, which is splunkd.log.
  setMaxListeners(0, controller.signal);
  const stop = (reason: string): void => controller.abort(reason);
  for (const signal of signals) from.on(signal, () => stop(signal));
  // The launcher names its parent, which may have ended before this program was up.
  const parent = Number(from.env['WEBSHELL_WATCH_PARENT'] ?? from.ppid);
  const timer = setInterval(() => {
    if (!isAlive(from, parent)) stop('the program that started this one is gone');
  }, PARENT_CHECK_MILLISECONDS);
  timer.unref();
  return controller.signal;
}

/** POSIX gives an orphan a new parent; Windows keeps the number, so the process itself is asked for. */
function isAlive(from: NodeJS.Process, parent: number): boolean {
  if (from.ppid !== parent) return false;
  try {
    from.kill(parent, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
