/** What an endpoint answers, before anything is written to a connection. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: ReplyBody;
}

/** A text at once, bytes, or pieces that follow each other (export, large results). */
export type ReplyBody = string | Buffer | AsyncIterable<string>;

export const JSON_TYPE = 'application/json; charset=UTF-8';
export const XML_TYPE = 'text/xml; charset=UTF-8';
export const HTML_TYPE = 'text/html; charset=UTF-8';
export const TEXT_TYPE = 'text/plain; charset=UTF-8';

/** A reply with a body of one type; nothing is kept by caches unless a header says so. */
export function reply(
  status: number,
  type: string,
  body: ReplyBody,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Reply {
  return { status, headers: { 'Content-Type': type, 'Cache-Control': 'private, no-store', ...headers }, body };
}

/** JSON on one line: the Python SDK's reader takes a result for a line. */
export function jsonReply(status: number, value: unknown): Reply {
  return reply(status, JSON_TYPE, JSON.stringify(value));
}

/** No content: what results say before there are any. */
export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: '' };
}

/** Sends the browser elsewhere (303: with GET). */
export function redirect(to: string, headers: Readonly<Record<string, string | readonly string[]>> = {}): Reply {
  return reply(303, HTML_TYPE, '', { Location: to, ...headers });
}
