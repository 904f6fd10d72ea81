import type { IncomingMessage } from 'node:http';

/** Who signs in to the stub, and what the app's metadata lets them write. */
export interface StubUser {
  readonly name: string;
  readonly realName: string;
  readonly roles: readonly string[];
  readonly capabilities: readonly string[];
  /** IANA name; empty for the server's own zone. */
  readonly tz: string;
}

const plain: StubUser = {
  name: 'soc_reader',
  realName: 'Rae Reader',
  roles: ['user'],
  capabilities: ['search'],
  tz: '',
};

/** Their roles are those of authorize.conf. */
export const people = {
  analyst: { ...plain, name: 'soc_analyst', realName: 'Sam Analyst', roles: ['user', 'webshell_watch_analyst'] },
  colleague: {
    ...plain,
    name: 'soc_lead',
    realName: 'Lee Lead',
    roles: ['user', 'webshell_watch_analyst'],
    tz: 'Asia/Kolkata',
  },
  administrator: { ...plain, name: 'admin', realName: 'Administrator', roles: ['admin'] },
  reader: plain,
} as const satisfies Readonly<Record<string, StubUser>>;

const writers = ['admin', 'sc_admin', 'power', 'webshell_watch_analyst'];
const builders = ['admin', 'sc_admin'];

/** Filters, reviews, history and views. */
export const mayWrite = ({ roles }: StubUser): boolean => roles.some((role) => writers.includes(role));

/** The baseline. */
export const mayBuild = ({ roles }: StubUser): boolean => roles.some((role) => builders.includes(role));

/** Splunk keeps a session in a cookie; here it holds nothing but the name. */
const SESSION = 'stub_user';

/** The cookie that makes a browser this user. */
export const sessionCookie = (user: StubUser, url: string): { name: string; value: string; url: string } => ({
  name: SESSION,
  value: user.name,
  url,
});

/** Whose request it is; without a cookie the first user's. */
export function userOf(request: IncomingMessage, users: readonly [StubUser, ...StubUser[]]): StubUser {
  const name = new RegExp(`\\b${SESSION}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  return users.find((user) => user.name === name) ?? users[0];
}
