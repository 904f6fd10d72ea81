import { createContext, Script } from 'node:vm';
import { invariant } from '../core/invariant';

/** Thrown in place of work that Ctrl-C broke off. */
export class Interrupted extends Error {}

const script = new Script('work()');

/**
 * Does long work in one piece. A signal waits for the event loop, which such work never reaches: the runtime's own watch on
 * Ctrl-C ends it at once. It ends without its `finally`, so nothing may be written in it. Throws Interrupted, and what the
 * work throws.
 */
export function interruptible<T>(work: () => T): T {
  let done: { readonly result: T } | undefined;
  const context = createContext({ work: () => void (done = { result: work() }) });
  try {
    script.runInContext(context, { breakOnSigint: true, displayErrors: false });
  } catch (error) {
    throw isInterruption(error) ? new Interrupted('stopped by Ctrl-C') : error;
  }
  invariant(done, 'the work was done');
  return done.result;
}

/** The error comes from the script's own realm, so that it is no instance of our Error. */
function isInterruption(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
  );
}
