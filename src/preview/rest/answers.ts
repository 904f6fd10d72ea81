import { jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import type { RestError } from '../http/rest_error';
import type { Entry, Feed, Json, Message } from './entry';
import { feedAtom } from './feed_atom';
import { feedJson } from './feed_json';
import { jsonText } from './json_text';
import { pageOf, withFields } from './list';
import { wantsJson, type RestRequest } from './request';
import { xmlText } from './xml';

/** The endpoint's own address: prefix and path, without anything after it. */
export function requestPath(request: RestRequest, length = request.path.length): string {
  return [request.prefix, ...request.path.slice(0, length).map(encodeURIComponent)].join('/');
}

/** A collection, filtered, sorted and paged as the parameters say. */
export function listReply(
  request: RestRequest,
  title: string,
  entries: readonly Entry[],
  options: { readonly links?: readonly string[]; readonly defaultSort?: string } = {},
): Reply {
  const page = pageOf(entries, request.params, options.defaultSort);
  return feedReply(request, 200, {
    title,
    path: requestPath(request),
    links: options.links ?? [],
    messages: [],
    ...page,
  });
}

/** One entry in a feed of its own; with it goes what a POST may set, where the endpoint does not say it itself: what is shown. */
export function entryReply(
  request: RestRequest,
  title: string,
  entry: Entry,
  status = 200,
  messages: readonly Message[] = [],
): Reply {
  return entriesReply(request, title, [entry], status, messages);
}

/** The entries that one name stands for: more than one only where a namespace says `-`. */
export function entriesReply(
  request: RestRequest,
  title: string,
  entries: readonly Entry[],
  status = 200,
  messages: readonly Message[] = [],
): Reply {
  const path = entries[0]?.path ?? '';
  return feedReply(request, status, {
    title,
    path: path.slice(0, path.lastIndexOf('/')),
    entries: entries.map((entry) => withFields(withFieldNames(entry), request.query)),
    total: entries.length,
    perPage: 30,
    offset: 0,
    links: ['_reload'],
    messages,
  });
}

function withFieldNames(entry: Entry): Entry {
  const optional = Object.keys(entry.content).filter((name) => !name.startsWith('eai:'));
  return { fields: { required: [], optional, wildcard: [] }, ...entry };
}

export function feedReply(request: Pick<RestRequest, 'params' | 'feed'>, status: number, feed: Feed): Reply {
  return wantsJson(request.params)
    ? jsonReply(status, feedJson(feed, request.feed))
    : reply(status, XML_TYPE, feedAtom(feed, request.feed));
}

/** An answer without entries: what a removal or a control says. */
export function messagesReply(request: RestRequest, status: number, messages: readonly Message[]): Reply {
  return wantsJson(request.params)
    ? jsonReply(status, { messages: messages.map(({ type, text }) => ({ type, text })) })
    : reply(status, XML_TYPE, messagesXml(messages));
}

/** A small answer that is no feed: `{"sid": …}` or `<response><sid>…`. */
export function valuesReply(
  request: Pick<RestRequest, 'params'>,
  status: number,
  values: Readonly<Record<string, Json>>,
): Reply {
  if (wantsJson(request.params)) return jsonReply(status, values);
  const parts = Object.entries(values).map(([name, value]) => `<${name}>${xmlText(jsonText(value))}</${name}>`);
  return reply(
    status,
    XML_TYPE,
    `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n${parts.join('\n')}\n</response>`,
  );
}

/** An error as splunkd words it: `messages` with one text. */
export function errorReply(error: RestError, json: boolean): Reply {
  const messages = [{ type: error.type, text: error.message }];
  return json
    ? {
        ...jsonReply(error.status, { messages }),
        headers: { ...jsonReply(error.status, {}).headers, ...error.headers },
      }
    : reply(error.status, XML_TYPE, messagesXml(messages), error.headers);
}

function messagesXml(messages: readonly Message[]): string {
  const each = messages.map(({ type, text }) => `<msg type="${xmlText(type)}">${xmlText(text)}</msg>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<messages>${each.join('\n')}</messages>\n</response>`;
}
