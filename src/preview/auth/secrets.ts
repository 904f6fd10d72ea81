import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../durable/atomic_file';
import { readKept } from '../durable/kept_json';
import { TaskQueue } from '../durable/queue';

/** One stored credential; its name in the API is `realm:username:`. */
export interface Secret {
  readonly realm: string;
  readonly username: string;
  readonly app: string;
  readonly owner: string;
  /** AES-256-GCM: nonce, tag and text in base64, parted by dots. */
  readonly encrypted: string;
}

/** `storage/passwords`: encrypted with a key that lies in a file of its own, both readable by their owner alone. */
export class Secrets {
  private secrets: readonly Secret[];
  private readonly queue = new TaskQueue();

  private constructor(
    private readonly path: string,
    private readonly key: Buffer,
  ) {
    const value = readKept(path);
    this.secrets = Array.isArray(value) ? value.filter(isSecret) : [];
  }

  /** Opens the secrets of a data folder; makes their key when there is none. */
  static async open(dataFolder: string): Promise<Secrets> {
    const keyPath = join(dataFolder, 'secrets.key');
    if (!existsSync(keyPath)) await writeAtomically(keyPath, randomBytes(32).toString('base64'), 0o600);
    return new Secrets(join(dataFolder, 'secrets.json'), Buffer.from(readFileSync(keyPath, 'utf8'), 'base64'));
  }

  all(): readonly Secret[] {
    return this.secrets;
  }

  /** The secret of an API name, escaped or as it is, with or without the colon at its end, and without the one before where there is no realm. */
  find(name: string): Secret | undefined {
    return this.secrets.find((secret) => {
      const names = [secretName(secret), `${secret.realm}:${secret.username}:`].flatMap((full) => [
        full,
        full.slice(0, -1),
      ]);
      const short = secret.realm === '' ? names.map((full) => full.slice(1)) : [];
      return [...names, ...short, secret.username].includes(name);
    });
  }

  save(secret: Omit<Secret, 'encrypted'>, password: string): Promise<void> {
    const kept = { ...secret, encrypted: this.encrypt(password) };
    return this.change((before) => [...before.filter((each) => secretName(each) !== secretName(kept)), kept]);
  }

  remove(name: string): Promise<void> {
    return this.change((before) => before.filter((each) => secretName(each) !== name));
  }

  /** The clear text; throws when the file was tampered with. */
  reveal({ encrypted }: Secret): string {
    const [nonce = '', tag = '', text = ''] = encrypted.split('.');
    const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(nonce, 'base64'));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()]).toString('utf8');
  }

  private encrypt(password: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const text = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]);
    return [nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64')).join('.');
  }

  private change(change: (before: readonly Secret[]) => readonly Secret[]): Promise<void> {
    return this.queue.run(async () => {
      const after = change(this.secrets);
      await writeAtomically(this.path, `${JSON.stringify(after, null, 2)}\n`, 0o600);
      this.secrets = after;
    });
  }
}

/** `realm:username:`; colons and backslashes within are escaped, as splunkd does. */
export function secretName({ realm, username }: Pick<Secret, 'realm' | 'username'>): string {
  const escaped = (text: string): string => text.replace(/[:\\]/g, '\\$&');
  return `${escaped(realm)}:${escaped(username)}:`;
}

function isSecret(value: unknown): value is Secret {
  return (
    typeof value === 'object' &&
    value !== null &&
    'encrypted' in value &&
    typeof value.encrypted === 'string' &&
    'username' in value
  );
}
