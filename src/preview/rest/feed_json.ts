import {
  feedLink,
  linked,
  linkPath,
  type Acl,
  type Content,
  type Entry,
  type Feed,
  type FeedContext,
  type Json,
} from './entry';

/** A feed as `output_mode=json` has it (reference 2.3, 2.7). */
export function feedJson(feed: Feed, context: FeedContext): Json {
  return {
    links: Object.fromEntries(feed.links.map((rel) => [rel, feedLink(feed.path, rel)])),
    origin: `${context.origin}${feed.path}`,
    updated: isoTime(context.now),
    generator: { build: context.build, version: context.version },
    entry: feed.entries.map((entry) => entryJson(entry, context)),
    paging: { total: feed.total, perPage: feed.perPage, offset: feed.offset },
    messages: feed.messages.map(({ type, text }) => ({ type, text })),
  };
}

function entryJson(entry: Entry, context: FeedContext): Json {
  const { fields } = entry;
  return {
    name: entry.title ?? entry.name,
    id: `${context.origin}${linked(entry.path)}`,
    updated: isoTime(entry.updated ?? 0),
    links: Object.fromEntries(entry.links.map((rel) => [rel, linkPath(entry.path, rel)])),
    ...(entry.published === undefined ? {} : { published: isoTime(entry.published) }),
    author: entry.author ?? entry.acl.owner,
    acl: aclJson(entry.acl),
    ...(fields === undefined
      ? {}
      : { fields: { required: fields.required, optional: fields.optional, wildcard: fields.wildcard } }),
    // EAI entries have their access list beside the content, and an empty place for it within; jobs have not.
    content: 'dispatchState' in entry.content ? entry.content : { ...entry.content, 'eai:acl': null },
  };
}

/** An access list with splunkd's keys. */
export function aclJson(acl: Acl): Content {
  return {
    app: acl.app,
    can_change_perms: acl.canWrite,
    can_list: true,
    can_share_app: acl.canWrite,
    can_share_global: acl.canWrite,
    can_share_user: acl.canWrite && acl.owner !== 'nobody',
    can_write: acl.canWrite,
    modifiable: acl.canWrite,
    owner: acl.owner,
    perms: acl.sharing === 'user' ? null : { read: acl.read, write: acl.write },
    removable: acl.removable,
    sharing: acl.sharing,
  };
}

/** `2026-11-20T10:00:00+00:00`, as splunkd writes times in feeds. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '+00:00');
}
