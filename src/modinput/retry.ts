import type { Clock } from './clock';
import type { Log } from './log';
import { errorText } from './thrown';

/** Trying again, politely: longer and longer waits with chance in them, or what the server asks for. */

export interface RetryOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log?: Log;
  /** Tries in all (default 6). */
  readonly attempts?: number;
  /** The first wait's upper bound in milliseconds, doubled each time (default 1,000). */
  readonly firstWait?: number;
  /** No wait is longer, a server's wish included (default 300,000). */
  readonly longestWait?: number;
  /** 0 to 1, for tests (default Math.random). */
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
}

/** Thrown by an action that may succeed later; `retryAfter` in milliseconds is the server's wish. */
export class RetryableError extends Error {
  constructor(
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Runs the action until it succeeds, throws anything but a RetryableError, the tries are used up or the signal stops. */
export async function retry<T>(action: () => Promise<T>, options: RetryOptions): Promise<T> {
  const attempts = options.attempts ?? 6;
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof RetryableError) || attempt >= attempts || isStopped(options)) throw error;
      const wait = waitBefore(attempt, error.retryAfter, options);
      options.log?.warn(`${error.message}; try ${attempt + 1} of ${attempts} in ${(wait / 1000).toFixed(1)} s`);
      await options.clock.sleep(wait, options.signal);
      if (isStopped(options)) throw error;
    }
  }
}

const isStopped = ({ signal }: RetryOptions): boolean => signal.aborted;

/** Milliseconds to wait: what the server asks for, else a random part of a bound that doubles ("full jitter"). */
function waitBefore(attempt: number, retryAfter: number | undefined, options: RetryOptions): number {
  const longest = options.longestWait ?? 300_000;
  if (retryAfter !== undefined) return Math.min(retryAfter, longest);
  const bound = Math.min((options.firstWait ?? 1000) * 2 ** (attempt - 1), longest);
  return Math.round(bound * (options.random ?? Math.random)());
}

/** Statuses that mean "later": too early, too many requests, and a server that is not well. */
const laterStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * `fetch` that tries again on network errors and on statuses that mean "later", and honours Retry-After in seconds or as
 * a date. The last answer is returned whatever its status; a network error that lasts is thrown.
 */
export async function fetchWithRetry(url: string | URL, init: RequestInit, options: RetryOptions): Promise<Response> {
  let last: Response | undefined;
  const once = async (): Promise<Response> => {
    last = undefined;
    const response = await fetchOnce(url, init, options);
    if (!laterStatuses.has(response.status)) return response;
    last = response;
    const wish = retryAfterMilliseconds(response.headers.get('retry-after'), options.clock.now());
    throw new RetryableError(`${hostOf(url)} answers ${response.status}`, wish);
  };
  return retry(once, options).catch((error: unknown) => {
    if (last !== undefined && !options.signal.aborted) return last;
    throw error;
  });
}

async function fetchOnce(url: string | URL, init: RequestInit, options: RetryOptions): Promise<Response> {
  try {
    return await (options.fetch ?? fetch)(url, { ...init, signal: init.signal ?? options.signal });
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw new RetryableError(`${hostOf(url)} can't be reached: ${causeOf(error)}`);
  }
}

/** The host alone: a path or query may hold what is nobody's business. */
function hostOf(url: string | URL): string {
  return new URL(url).host;
}

function causeOf(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return errorText(cause ?? error);
}

/** A Retry-After header (RFC 9110 10.2.3) in milliseconds from now; undefined for none or nonsense. */
export function retryAfterMilliseconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
