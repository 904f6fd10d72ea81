import type { Incoming } from '../http/incoming';
import { restErrorOf } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { errorReply } from './answers';

/** Runs an endpoint and words its error in the mode that the client asked for, be it in the query or in the form. */
export async function withErrors(incoming: Incoming, work: () => Promise<Reply>, isWeb = false): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    const known = restErrorOf(error);
    if (known === undefined) throw error;
    const answer = errorReply(known, wantsJson(incoming));
    // A browser would ask for a password of its own.
    return isWeb ? { ...answer, headers: withoutChallenge(answer.headers) } : answer;
  }
}

function wantsJson(incoming: Incoming): boolean {
  if (/^json/.test(incoming.query.get('output_mode') ?? '')) return true;
  return /(^|&)output_mode=json/.test(incoming.body.subarray(0, 1_000_000).toString('latin1'));
}

function withoutChallenge(headers: Reply['headers']): Reply['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'WWW-Authenticate'));
}
