import { randomBytes } from 'node:crypto';

/** A login: its key is the `Authorization: Splunk` key and the web cookie's value. */
export interface Session {
  readonly key: string;
  readonly user: string;
  /** What the page must send back as X-Splunk-Form-Key. */
  readonly formKey: string;
  lastUsed: number;
}

const HOUR = 3_600_000;
const MOST_SESSIONS = 10_000;

/** Sessions live in memory: a restart logs everybody out, as deleting them on a Splunk would. */
export class Sessions {
  private readonly byKey = new Map<string, Session>();
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly now: () => number,
    private readonly idleMilliseconds = 8 * HOUR,
  ) {}

  /** A new session of a user; the oldest goes when there are too many. */
  open(user: string): Session {
    const session = { key: secret(48), user, formKey: formKey(), lastUsed: this.now() };
    this.byKey.set(session.key, session);
    const oldest = this.byKey.keys().next();
    if (this.byKey.size > MOST_SESSIONS && oldest.done !== true) this.byKey.delete(oldest.value);
    return session;
  }

  /** The session of a key, unless it was idle for too long; using it keeps it alive. */
  find(key: string): Session | undefined {
    const session = this.byKey.get(key);
    if (session === undefined) return undefined;
    if (this.now() - session.lastUsed > this.idleMilliseconds) {
      this.byKey.delete(key);
      return undefined;
    }
    session.lastUsed = this.now();
    return session;
  }

  close(key: string): void {
    this.byKey.delete(key);
  }

  /** Ends all sessions of a user: after a new password, or when the user is removed. */
  closeAll(user: string): void {
    for (const session of [...this.byKey.values()]) if (session.user === user) this.byKey.delete(session.key);
  }

  /** A token for the printed link: good for one login. */
  oneTimeToken(user: string): string {
    const token = secret(24);
    this.tokens.set(token, user);
    return token;
  }

  /** The user of a token, which is then used up. */
  redeem(token: string): string | undefined {
    const user = this.tokens.get(token);
    this.tokens.delete(token);
    return user;
  }
}

const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** Splunk's form keys are long decimal numbers. */
const formKey = (): string => BigInt(`0x${randomBytes(8).toString('hex')}`).toString();
