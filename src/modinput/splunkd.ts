import type { Secret } from './secret';
import type { CredentialName } from './definition/arguments';

/** What an input may ask of the splunkd that started it. */
export interface Splunkd {
  readonly serverUri: string;
  readonly serverHost: string;
  /** An answer's JSON. Throws SplunkdError where splunkd refuses or can't be reached. */
  readonly request: (path: string, request?: SplunkdRequest) => Promise<unknown>;
  /** A password from storage/passwords; its text never appears in logs or JSON. */
  readonly secret: (name: CredentialName, app?: string) => Promise<Secret>;
}

export interface SplunkdRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as a form, as splunkd expects. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as JSON: the KV store's way. */
  readonly json?: unknown;
  readonly signal?: AbortSignal;
}

/** splunkd said no, or nothing: `status` is 0 when there was no answer. */
export class SplunkdError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
