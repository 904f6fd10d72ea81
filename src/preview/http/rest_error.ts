import { ownValue } from '../../core/own_value';
import { DamagedFile } from '../durable/kept_json';

/** An answer that is an error: status and the one message that splunkd puts into its body. */

export type MessageType = 'FATAL' | 'ERROR' | 'WARN' | 'INFO';

/** Ends a request. The texts follow reference section 2.5 where a real answer is known. */
export class RestError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly type: MessageType = 'ERROR',
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const notFound = (name: string): RestError => new RestError(404, `Could not find object id=${name}`);

export const noEndpoint = (): RestError => new RestError(404, 'Not Found');

export const unknownSid = (): RestError => new RestError(404, 'Unknown sid.', 'FATAL');

export const notAllowed = (allow: readonly string[], text = 'The method is not allowed.'): RestError =>
  new RestError(405, text, 'FATAL', { Allow: allow.join(', ') });

export const noTarget = (verb: string): RestError =>
  new RestError(400, `Cannot perform action "${verb}" without a target name to act on.`);

export const forbidden = (text: string): RestError => new RestError(403, text);

export const badRequest = (text: string): RestError => new RestError(400, text);

const diskProblems: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'the data folder may not be written',
  EPERM: 'the data folder may not be written',
  EROFS: 'the disk is read-only',
};

/** What an error means to a client: itself, or 503 when the disk refused; undefined for a mistake of ours. */
export function restErrorOf(error: unknown): RestError | undefined {
  if (error instanceof RestError) return error;
  if (error instanceof DamagedFile) return new RestError(503, `${error.message}.`);
  const problem = ownValue(diskProblems, codeOf(error)) ?? databaseProblem(error);
  return problem === undefined ? undefined : new RestError(503, `Nothing was saved: ${problem}.`);
}

/** The database has the system's words alone. */
function databaseProblem(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  return /No space left on device|Disk quota exceeded/.test(text) ? diskProblems.ENOSPC : undefined;
}

/** The name that the system or the runtime gives to an error (`ENOSPC`); empty for others. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
