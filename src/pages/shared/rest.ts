import { getDefaultFetchInit } from '@splunk/splunk-utils/fetch';
import { arrayOf, isObject, objectOf, textOf } from './decode';

/** One door to splunkd through Splunk Web's proxy: headers, form key, errors. */

/** Why a request failed, in the ways that a page answers differently. */
export type RestFailure =
  | { readonly kind: 'session_over' }
  | { readonly kind: 'forbidden'; readonly text: string }
  | { readonly kind: 'not_found'; readonly text: string }
  | { readonly kind: 'conflict'; readonly text: string }
  | { readonly kind: 'splunk'; readonly status: number; readonly text: string }
  | { readonly kind: 'network'; readonly text: string };

/** Thrown by every function here; the pages show `failure`, never a stack. */
export class RestError extends Error {
  readonly failure: RestFailure;

  constructor(failure: RestFailure) {
    super(failureText(failure));
    this.name = 'RestError';
    this.failure = failure;
  }
}

/** The failure as a sentence; Splunk's own words where it said something. */
export function failureText(failure: RestFailure): string {
  return failure.kind === 'session_over' ? 'Your session has ended.' : failure.text;
}

/** What a person whose session ended must know: the page keeps everything until it is sent. */
export const SESSION_OVER = 'Your session has ended. Sign in again in a new tab; nothing you typed is lost.';

/** What did not work, and why: "It could not be saved. Splunk says: “…”". */
export function problemText(what: string, failure: RestFailure): string {
  switch (failure.kind) {
    case 'session_over':
      return `${what} ${SESSION_OVER}`;
    case 'network':
      return `${what} ${failure.text}`;
    case 'forbidden':
    case 'not_found':
    case 'conflict':
    case 'splunk':
      return `${what} Splunk says: “${failure.text}”`;
  }
}

export interface RestRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as a form, as splunkd's own endpoints want it. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as JSON, as KV store data wants it. */
  readonly json?: unknown;
  readonly signal?: AbortSignal;
  /** For requests that must outlive the page. */
  readonly keepalive?: boolean;
}

/** The parsed answer, null for 204. Throws RestError; an abort throws the browser's AbortError. */
export async function rest(address: string, request: RestRequest = {}): Promise<unknown> {
  const response = await send(address, request);
  if (response.status === 204) return null;
  if (isLoggedOut(response)) throw new RestError({ kind: 'session_over' });
  const text = await response.text();
  if (!response.ok) throw new RestError(failureOf(response.status, text));
  const parsed = parseJson(text);
  if (parsed === undefined && text.trim() !== '') throw new RestError({ kind: 'session_over' });
  return parsed ?? null;
}

async function send(address: string, request: RestRequest): Promise<Response> {
  try {
    return await fetch(withQuery(address, request.query), initOf(request));
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    throw new RestError({ kind: 'network', text: 'Splunk does not answer; the network or the server is down.' });
  }
}

function initOf({ method, form, json, signal, keepalive }: RestRequest): RequestInit {
  const common: RequestInit = {
    ...getDefaultFetchInit(),
    method: method ?? 'GET',
    // splunkd never redirects; Splunk Web does, to its login page.
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
    ...(keepalive === true ? { keepalive } : {}),
  };
  if (json !== undefined) {
    const headers = new Headers(common.headers);
    headers.set('Content-Type', 'application/json');
    return { ...common, headers, body: JSON.stringify(json) };
  }
  return form === undefined ? common : { ...common, body: encodeForm({ output_mode: 'json', ...form }) };
}

const encodeForm = (fields: Readonly<Record<string, string | number>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

const withQuery = (address: string, query: RestRequest['query']): string =>
  query === undefined ? address : `${address}?${encodeForm(query)}`;

const isLoggedOut = (response: Response): boolean =>
  response.type === 'opaqueredirect' || response.status === 303 || response.status === 302;

function failureOf(status: number, body: string): RestFailure {
  const text = messageOf(body) ?? `Splunk answered ${status} without a word why.`;
  if (status === 401) return { kind: 'session_over' };
  if (status === 403) return { kind: 'forbidden', text };
  if (status === 404) return { kind: 'not_found', text };
  if (status === 409) return { kind: 'conflict', text };
  return { kind: 'splunk', status, text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Splunk's own words in an error body, JSON or (KV store) XML. */
export function messageOf(body: string): string | undefined {
  const parsed = parseJson(body);
  if (parsed === undefined) return /<msg[^>]*>([^<]*)<\/msg>/.exec(body)?.[1]?.trim();
  const messages = arrayOf(objectOf(parsed).messages).filter(isObject);
  const worst = messages.find(({ type }) => type === 'FATAL' || type === 'ERROR') ?? messages[0];
  const text = worst === undefined ? '' : textOf(worst.text);
  return text === '' ? undefined : text;
}

/** What a caught value says to a person. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The failure behind a caught value; anything that is none of ours counts as a fault of the page. */
export function failureBehind(error: unknown): RestFailure {
  return error instanceof RestError ? error.failure : { kind: 'splunk', status: 0, text: errorText(error) };
}

/** True when a request was given up on purpose. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
