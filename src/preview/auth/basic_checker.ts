import { createHash, randomBytes } from 'node:crypto';
import type { User, Users } from './users';

const REMEMBERED = 100;

/** Basic credentials come with every request: those that were right a moment ago are not hashed again. */
export class BasicChecker {
  private readonly salt = randomBytes(16);
  private readonly known = new Map<string, string>();

  constructor(private readonly users: Users) {}

  async check(name: string, password: string): Promise<User | undefined> {
    const print = createHash('sha256').update(this.salt).update(`${name}\0${password}`).digest('base64');
    if (this.known.get(print) === name) return this.users.find(name);
    const user = await this.users.authenticate(name, password);
    if (user !== undefined) this.remember(print, name);
    return user;
  }

  /** After a change of passwords nothing is taken for granted. */
  forget(): void {
    this.known.clear();
  }

  private remember(print: string, name: string): void {
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(print, name);
  }
}
