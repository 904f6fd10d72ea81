import { feedLink, linked, linkPath, type Content, type Entry, type Feed, type FeedContext, type Json } from './entry';
import { aclJson, isoTime } from './feed_json';
import { xmlText } from './xml';

/** A feed as Atom with Splunk's `s:dict` content, which the Python SDK reads. */
export function feedAtom(feed: Feed, context: FeedContext): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">',
    `<title>${xmlText(feed.title)}</title>`,
    `<id>${xmlText(context.origin + feed.path)}</id>`,
    `<updated>${isoTime(context.now)}</updated>`,
    `<generator build="${xmlText(context.build)}" version="${xmlText(context.version)}"/>`,
    '<author><name>Splunk</name></author>',
    ...feed.links.map((rel) => link(feedLink(feed.path, rel), rel)),
    `<opensearch:totalResults>${feed.total}</opensearch:totalResults>`,
    `<opensearch:itemsPerPage>${feed.perPage}</opensearch:itemsPerPage>`,
    `<opensearch:startIndex>${feed.offset}</opensearch:startIndex>`,
    messagesXml(feed),
    ...feed.entries.map((entry) => entryAtom(entry, context)),
    '</feed>',
  ].join('\n');
}

function messagesXml({ messages }: Feed): string {
  if (messages.length === 0) return '<s:messages/>';
  const each = messages.map(({ type, text }) => `<s:msg type="${xmlText(type)}">${xmlText(text)}</s:msg>`);
  return `<s:messages>${each.join('')}</s:messages>`;
}

/** An entry that is the whole answer: how splunkd gives a single job. */
export function entryDocument(entry: Entry, context: FeedContext): string {
  const names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${entryAtom(entry, context, `<entry ${names}>`)}`;
}

function entryAtom(entry: Entry, context: FeedContext, opening = '<entry>'): string {
  return [
    opening,
    `<title>${xmlText(entry.title ?? entry.name)}</title>`,
    `<id>${xmlText(context.origin + linked(entry.path))}</id>`,
    `<updated>${isoTime(entry.updated ?? 0)}</updated>`,
    ...entry.links.map((rel) => link(linkPath(entry.path, rel), rel)),
    ...(entry.published === undefined ? [] : [`<published>${isoTime(entry.published)}</published>`]),
    `<author><name>${xmlText(entry.author ?? entry.acl.owner)}</name></author>`,
    `<content type="text/xml">${dict(contentWithAcl(entry))}</content>`,
    '</entry>',
  ].join('\n');
}

function contentWithAcl(entry: Entry): Content {
  const { fields } = entry;
  const attributes: Content =
    fields === undefined
      ? {}
      : {
          'eai:attributes': {
            optionalFields: fields.optional,
            requiredFields: fields.required,
            wildcardFields: fields.wildcard,
          },
        };
  return { ...entry.content, 'eai:acl': aclJson(entry.acl), ...attributes };
}

function link(href: string, rel: string): string {
  return `<link href="${xmlText(href)}" rel="${xmlText(rel)}"/>`;
}

function dict(content: { readonly [key: string]: Json }): string {
  const keys = Object.entries(content).map(
    ([name, value]) => `<s:key name="${xmlText(name)}">${valueXml(value)}</s:key>`,
  );
  return `<s:dict>${keys.join('')}</s:dict>`;
}

function valueXml(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string' || typeof value === 'number') return xmlText(String(value));
  if (isList(value)) return `<s:list>${value.map((item) => `<s:item>${valueXml(item)}</s:item>`).join('')}</s:list>`;
  return dict(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
