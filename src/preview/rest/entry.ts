/** What endpoints list: entries with content, access and links. One shape, printed as JSON or as an Atom feed. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Content = Readonly<Record<string, Json>>;

export type Sharing = 'user' | 'app' | 'global' | 'system';

/** Who may do what with an entry, as the asking user sees it (reference 2.7, keys of `acl`). */
export interface Acl {
  readonly app: string;
  readonly owner: string;
  readonly sharing: Sharing;
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly canWrite: boolean;
  readonly removable: boolean;
}

export interface Entry {
  readonly name: string;
  /** What `title` says in Atom, where that is another text (a job's search). */
  readonly title?: string;
  /** Path of the entry below the server, without its origin. */
  readonly path: string;
  readonly content: Content;
  readonly acl: Acl;
  readonly author?: string;
  /** Epoch milliseconds. */
  readonly updated?: number;
  readonly published?: number;
  readonly links: readonly string[];
  readonly fields?: FieldNames;
}

/** What a POST may set; shown with a single entry. */
export interface FieldNames {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly wildcard: readonly string[];
}

export interface Feed {
  readonly title: string;
  readonly path: string;
  readonly entries: readonly Entry[];
  /** How many there are before paging. */
  readonly total: number;
  readonly perPage: number;
  readonly offset: number;
  readonly links: readonly string[];
  readonly messages: readonly Message[];
}

export interface Message {
  readonly type: string;
  readonly text: string;
}

/** Where links and generator of a feed come from. */
export interface FeedContext {
  readonly origin: string;
  readonly now: number;
  readonly version: string;
  readonly build: string;
}

/** An access list that everybody may read and the asking user may not change. */
export function systemAcl(app = 'system'): Acl {
  return { app, owner: 'system', sharing: 'system', read: ['*'], write: ['admin'], canWrite: false, removable: false };
}

/** The links of an ordinary object, in splunkd's order. */
export function objectLinks(acl: Acl, more: readonly string[] = []): readonly string[] {
  const write = acl.canWrite ? ['edit'] : [];
  return ['alternate', 'list', '_reload', ...write, ...(acl.removable ? ['remove'] : []), ...more];
}

/** The address behind a link's name. */
export function linkPath(path: string, rel: string): string {
  const sameAddress = ['alternate', 'list', 'edit', 'remove'];
  return sameAddress.includes(rel) ? linked(path) : `${linked(path)}/${rel}`;
}

/** A path in a link: splunkd encodes the slash of a name twice, for clients decode an address before they use it. */
export function linked(path: string): string {
  return path.replaceAll('%2F', '%252F');
}

/** The address behind a link of a whole feed: a new entry begins at `_new`. */
export function feedLink(path: string, rel: string): string {
  return `${path}/${rel === 'create' ? '_new' : rel}`;
}
