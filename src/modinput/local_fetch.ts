import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/**
 * `fetch` for splunkd on this machine, whose certificate is self-signed by default. The certificate is not checked on
 * loopback alone; any other host is asked through the standard fetch with all its checks.
 */
export async function localFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  return isLoopback(url.hostname) ? send(url, init) : fetch(input, init);
}

/** True for the names and numbers of this very machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function send(url: URL, init: RequestInit): Promise<Response> {
  const headers = Object.fromEntries(new Headers(init.headers));
  const body = bodyText(init.body);
  if (init.body instanceof URLSearchParams) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: init.method ?? 'GET',
        headers,
        rejectUnauthorized: false,
        ...(init.signal ? { signal: init.signal } : {}),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve(responseOf(answer.statusCode ?? 502, answer.headers, Buffer.concat(chunks))));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function bodyText(body: RequestInit['body']): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('the local splunkd is sent text or a form');
}

function responseOf(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
): Response {
  const list = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers: list });
}
