import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../durable/atomic_file';
import type { Users } from './users';

export const ADMIN = 'admin';

/** The made-up password, for its owner to read. */
export function keptPasswordFile(dataFolder: string): string {
  return join(dataFolder, 'admin-password');
}

/**
 * Sees to it that the user admin exists. A given password counts; without one the earlier one stays; on a first start one is
 * made and kept in the data folder, readable by the owner alone.
 */
export async function ensureAdmin(
  users: Users,
  given: string | undefined,
  dataFolder: string,
  appId: string,
): Promise<void> {
  const known = users.find(ADMIN);
  const admin = known ?? {
    name: ADMIN,
    realname: 'Administrator',
    email: '',
    roles: ['admin'],
    defaultApp: appId,
    tz: '',
  };
  if (given !== undefined) {
    if ((await users.authenticate(ADMIN, given)) === undefined) await users.save(admin, given);
    rmSync(keptPasswordFile(dataFolder), { force: true });
    return;
  }
  if (known !== undefined) return;
  const kept = keptPasswordFile(dataFolder);
  const password = existsSync(kept) ? readFileSync(kept, 'utf8').trim() : randomBytes(15).toString('base64url');
  await writeAtomically(kept, `${password}\n`, 0o600);
  await users.save(admin, password);
}
