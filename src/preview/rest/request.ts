import type { Session } from '../auth/sessions';
import type { User } from '../auth/users';
import type { Params } from '../http/params';
import type { Incoming } from '../http/incoming';
import type { FeedContext } from './entry';

/** The part before the endpoint: `servicesNS/owner/app`; `-` is any. */
export interface Namespace {
  readonly owner: string;
  readonly app: string;
}

/** Who asks: found from the session key, Basic credentials or the web cookie. */
export interface Caller {
  readonly user: User;
  readonly session: Session | undefined;
  /** Own roles and those they import. */
  readonly roles: readonly string[];
  readonly capabilities: ReadonlySet<string>;
}

/** A request to an endpoint, its caller known. */
export interface RestRequest {
  readonly incoming: Incoming;
  readonly method: string;
  readonly namespace: Namespace;
  /** `services` or `servicesNS/owner/app` as it came, for links. */
  readonly prefix: string;
  /** The endpoint without prefix and without the version part. */
  readonly path: readonly string[];
  /** True for `search/v2/…`. */
  readonly isV2: boolean;
  /** Query and form together; the form comes last and wins. */
  readonly params: Params;
  readonly query: Params;
  readonly form: Params;
  readonly caller: Caller;
  readonly feed: FeedContext;
  /** Values of the route's `{names}`. */
  readonly names: Readonly<Record<string, string>>;
}

/** The value of a `{name}` in the route. */
export function named(request: RestRequest, name: string): string {
  return request.names[name] ?? '';
}

export type OutputMode = 'json' | 'json_rows' | 'json_cols' | 'xml' | 'atom' | 'csv' | 'raw';

/** The asked output mode, XML when none or an unknown one is asked. */
export function outputMode(params: Params): OutputMode {
  const asked = params.get('output_mode') ?? '';
  const known: readonly OutputMode[] = ['json', 'json_rows', 'json_cols', 'xml', 'atom', 'csv', 'raw'];
  return known.find((mode) => mode === asked) ?? 'xml';
}

export const wantsJson = (params: Params): boolean => outputMode(params).startsWith('json');
