import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../durable/atomic_file';
import { readKept } from '../durable/kept_json';
import { TaskQueue } from '../durable/queue';

/** An authentication token as it is listed: never the token itself. Times in epoch seconds; `expires` 0: never. */
export interface Token {
  readonly id: string;
  readonly user: string;
  readonly audience: string;
  readonly issuer: string;
  readonly issued: number;
  readonly notBefore: number;
  readonly expires: number;
  readonly status: 'enabled' | 'disabled';
}

const HEADER = { alg: 'HS512', kid: 'splunk.secret', ttyp: 'static', ver: 'v2' } as const;

/** `authorization/tokens`: JSON Web Tokens (RFC 7519) signed with a key of the data folder; what is kept can't log anybody in. */
export class Tokens {
  private tokens: readonly Token[];
  private readonly used = new Map<string, number>();
  private readonly queue = new TaskQueue();

  private constructor(
    private readonly path: string,
    private readonly key: Buffer,
  ) {
    const value = readKept(path);
    this.tokens = Array.isArray(value) ? value.filter(isToken) : [];
  }

  /** Opens the tokens of a data folder; makes their key when there is none. */
  static async open(dataFolder: string): Promise<Tokens> {
    const keyPath = join(dataFolder, 'tokens.key');
    if (!existsSync(keyPath)) await writeAtomically(keyPath, randomBytes(64).toString('base64'), 0o600);
    return new Tokens(join(dataFolder, 'tokens.json'), Buffer.from(readFileSync(keyPath, 'utf8'), 'base64'));
  }

  all(): readonly Token[] {
    return this.tokens;
  }

  /** When a token was last used, epoch seconds; 0 when it was not since the start. */
  lastUsed(id: string): number {
    return this.used.get(id) ?? 0;
  }

  /** Makes a token; its text is given this once. */
  async create(asked: Omit<Token, 'id' | 'status'>): Promise<{ readonly id: string; readonly token: string }> {
    const made: Token = { ...asked, id: randomBytes(32).toString('hex'), status: 'enabled' };
    await this.change((before) => [...before, made]);
    const signed = [HEADER, claimsOf(made)].map((part) => base64url(JSON.stringify(part))).join('.');
    return { id: made.id, token: `${signed}.${this.signature(signed).toString('base64url')}` };
  }

  /** Whose token this is; undefined for one that is none, was changed, removed or switched off, or is out of its time. */
  userOf(text: string, now: number): string | undefined {
    const [header = '', claims = '', signature = ''] = text.split('.');
    const [wanted, given] = [this.signature(`${header}.${claims}`), Buffer.from(signature, 'base64url')];
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
    const id = idIn(claims);
    const token = this.tokens.find((each) => each.id === id);
    const inTime = token !== undefined && token.notBefore <= now && (token.expires === 0 || now < token.expires);
    if (!inTime || token.status !== 'enabled') return undefined;
    this.used.set(token.id, Math.floor(now));
    return token.user;
  }

  setStatus(ids: ReadonlySet<string>, status: Token['status']): Promise<void> {
    return this.change((before) => before.map((token) => (ids.has(token.id) ? { ...token, status } : token)));
  }

  remove(ids: ReadonlySet<string>): Promise<void> {
    return this.change((before) => before.filter(({ id }) => !ids.has(id)));
  }

  private signature(text: string): Buffer {
    return createHmac('sha512', this.key).update(text).digest();
  }

  private change(change: (before: readonly Token[]) => readonly Token[]): Promise<void> {
    return this.queue.run(async () => {
      const after = change(this.tokens);
      await writeAtomically(this.path, `${JSON.stringify(after, null, 2)}\n`, 0o600);
      this.tokens = after;
    });
  }
}

/** What a token says of itself, with splunkd's names. */
export function claimsOf(token: Token): Readonly<Record<string, string | number>> {
  return {
    iss: token.issuer,
    sub: token.user,
    aud: token.audience,
    idp: 'Splunk',
    jti: token.id,
    iat: token.issued,
    exp: token.expires,
    nbr: token.notBefore,
  };
}

export const tokenHeader = HEADER;

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** The claims were signed by us: they are JSON. */
function idIn(claims: string): string | undefined {
  const value: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
  const has = typeof value === 'object' && value !== null && 'jti' in value;
  return has && typeof value.jti === 'string' ? value.jti : undefined;
}

function isToken(value: unknown): value is Token {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && 'user' in value && 'expires' in value && 'status' in value && 'notBefore' in value;
}
