import { writeAtomically } from '../durable/atomic_file';
import { readKept } from '../durable/kept_json';
import { TaskQueue } from '../durable/queue';
import { hashPassword, isPassword } from './passwords';

export interface User {
  readonly name: string;
  readonly realname: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly defaultApp: string;
  /** IANA zone, or empty for the server's. */
  readonly tz: string;
}

interface KeptUser extends User {
  readonly passwordHash: string;
}

/** The user that inputs and the scheduler act as. */
export const SYSTEM_USER = 'splunk-system-user';

/** Users and their password hashes: one file, readable by its owner alone. */
export class Users {
  private users: ReadonlyMap<string, KeptUser>;
  private readonly queue = new TaskQueue();

  constructor(private readonly path: string) {
    this.users = new Map(keptUsers(path).map((user) => [user.name, user]));
  }

  all(): readonly User[] {
    return [...this.users.values()];
  }

  find(name: string): User | undefined {
    return this.users.get(name);
  }

  /** The user when name and password fit. An unknown name costs as much time as a wrong password. */
  async authenticate(name: string, password: string): Promise<User | undefined> {
    const user = this.users.get(name);
    const fits = await isPassword(password, user?.passwordHash ?? DECOY);
    return fits ? user : undefined;
  }

  /** Makes or changes a user; resolves when it is on the disk. */
  save(user: User, password?: string): Promise<void> {
    return this.queue.run(async () => {
      const passwordHash =
        password === undefined ? (this.users.get(user.name)?.passwordHash ?? '') : await hashPassword(password);
      await this.keep(new Map([...this.users, [user.name, { ...user, passwordHash }]]));
    });
  }

  remove(name: string): Promise<void> {
    return this.queue.run(() => this.keep(new Map([...this.users].filter(([each]) => each !== name))));
  }

  private async keep(users: ReadonlyMap<string, KeptUser>): Promise<void> {
    await writeAtomically(this.path, `${JSON.stringify([...users.values()], null, 2)}\n`, 0o600);
    this.users = users;
  }
}

/** A hash that no password has, for the time that checking takes. */
const DECOY = `scrypt$16384$8$1$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`;

function keptUsers(path: string): readonly KeptUser[] {
  const value = readKept(path);
  return Array.isArray(value) ? value.filter(isKept) : [];
}

function isKept(value: unknown): value is KeptUser {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'name' in value &&
    typeof value.name === 'string' &&
    'passwordHash' in value &&
    'roles' in value &&
    Array.isArray(value.roles)
  );
}
