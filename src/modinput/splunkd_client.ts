import type { CredentialName } from './definition/arguments';
import { localFetch } from './local_fetch';
import { Secret } from './secret';
import { errorText } from './thrown';
import { SplunkdError, type Splunkd, type SplunkdRequest } from './splunkd';

/** How to reach a splunkd: what it wrote on standard input. */
export interface SplunkdAddress {
  readonly serverUri: string;
  readonly serverHost: string;
  readonly sessionKey: Secret;
}

const TIMEOUT_MILLISECONDS = 30_000;

/** The splunkd at an address, asked through `fetchWith` (by default one that takes its self-signed certificate on loopback). */
export function splunkdClient(address: SplunkdAddress, fetchWith: typeof fetch = localFetch): Splunkd {
  const request = (path: string, options: SplunkdRequest = {}): Promise<unknown> =>
    ask(address, fetchWith, path, options);
  return {
    serverUri: address.serverUri,
    serverHost: address.serverHost,
    request,
    secret: (name, app) => readSecret(request, name, app),
  };
}

async function ask(
  address: SplunkdAddress,
  fetchWith: typeof fetch,
  path: string,
  options: SplunkdRequest,
): Promise<unknown> {
  const url = urlOf(address.serverUri, path, options.query);
  if (address.sessionKey.reveal() === '')
    throw new SplunkdError(0, 'the configuration on standard input has no session_key, so splunkd can not be asked');
  const response = await answerOf(fetchWith, url, requestInit(address, options));
  const text = await response.text();
  if (!response.ok)
    throw new SplunkdError(response.status, messageOf(text) ?? `splunkd answers ${response.status} on ${path}`);
  return text === '' ? null : parseJson(text, path);
}

async function answerOf(fetchWith: typeof fetch, url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetchWith(url, init);
  } catch (error) {
    throw new SplunkdError(0, `splunkd at ${url.host} can't be reached: ${errorText(error)}`);
  }
}

function urlOf(serverUri: string, path: string, query: Readonly<Record<string, string>> = {}): URL {
  if (serverUri === '') throw new SplunkdError(0, 'there is no splunkd: the configuration names no server_uri');
  const url = new URL(path, serverUri.endsWith('/') ? serverUri : `${serverUri}/`);
  for (const [name, value] of Object.entries({ output_mode: 'json', ...query })) url.searchParams.set(name, value);
  return url;
}

function requestInit(address: SplunkdAddress, { method, form, json, signal }: SplunkdRequest): RequestInit {
  const headers: Record<string, string> = { Authorization: `Splunk ${address.sessionKey.reveal()}` };
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  if (form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  const body = json !== undefined ? JSON.stringify(json) : form && new URLSearchParams(form).toString();
  const limit = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    ...(body === undefined ? {} : { body }),
  };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SplunkdError(502, `splunkd's answer on ${path} is no JSON`);
  }
}

/** The first text of `{"messages":[{"type","text"}]}`, splunkd's shape of an error. */
function messageOf(text: string): string | undefined {
  return /"text"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
}

async function readSecret(
  request: Splunkd['request'],
  { realm, username }: CredentialName,
  app = '-',
): Promise<Secret> {
  const colonsEscaped = [realm, username].map((part) => part.replace(/:/g, '\\:')).join(':');
  const path = `/servicesNS/nobody/${encodeURIComponent(app)}/storage/passwords/${encodeURIComponent(`${colonsEscaped}:`)}`;
  const password = clearPassword(
    await request(path).catch((error: unknown) => {
      if (error instanceof SplunkdError && error.status === 404) return undefined;
      throw error;
    }),
  );
  if (password === undefined)
    throw new SplunkdError(
      404,
      `WW0913 storage/passwords has no credential "${username}" in realm "${realm}" (create it: POST /servicesNS/nobody/APP/storage/passwords with name=${username}, realm=${realm}, password=…)`,
    );
  return new Secret(password);
}

function clearPassword(answer: unknown): string | undefined {
  const entry = property(answer, 'entry');
  const content = Array.isArray(entry) ? property(entry[0], 'content') : undefined;
  const password = property(content, 'clear_password');
  return typeof password === 'string' ? password : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
