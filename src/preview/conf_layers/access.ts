import { confBoolean } from '../../conf/merge';
import type { ConfFolder } from './conf_folder';
import type { Sharing } from '../rest/entry';

/** Access rules of an app: metadata/default.meta under local.meta (default.meta.spec as restated in reference 2.9). */

export interface Access {
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly exported: boolean;
  /** Who made a shared object; `nobody` for what the app brings. */
  readonly owner: string;
}

const DEFAULT_READ = ['*'];
const DEFAULT_WRITE = ['admin', 'sc_admin', 'power'];

/** The rule for one object of an app: `[category/name]`, then `[category]`, then `[]`, the nearest that names a key wins. */
export function accessOf(metas: readonly ConfFolder[], category: string, name: string): Access {
  const stanzas = [`${category}/${encodeURIComponent(name)}`, `${category}/${name}`, category, ''];
  const value = (key: string): string | undefined => {
    for (const stanza of stanzas)
      for (const meta of metas)
        for (const file of meta
          .fileNames()
          .filter((each) => each === 'local' || each === 'default')
          .reverse()) {
          const found = meta.stanza(file, stanza)?.get(key);
          if (found !== undefined) return found;
        }
    return undefined;
  };
  const access = parseAccess(value('access') ?? '');
  return {
    read: access.read ?? DEFAULT_READ,
    write: access.write ?? DEFAULT_WRITE,
    exported: value('export') === 'system' || confBoolean(value('export') ?? 'no') === true,
    owner: value('owner') ?? 'nobody',
  };
}

/** `read : [ * ], write : [ admin, power ]` */
export function parseAccess(text: string): { readonly read?: readonly string[]; readonly write?: readonly string[] } {
  const list = (what: string): readonly string[] | undefined => {
    const found = new RegExp(`${what}\\s*:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1];
    return found
      ?.split(',')
      .map((role) => role.trim())
      .filter((role) => role !== '');
  };
  const [read, write] = [list('read'), list('write')];
  return { ...(read === undefined ? {} : { read }), ...(write === undefined ? {} : { write }) };
}

export function printAccess(read: readonly string[], write: readonly string[]): string {
  return `read : [ ${read.join(', ')} ], write : [ ${write.join(', ')} ]`;
}

/** True when one of the roles is named, or everybody is. */
export function allows(list: readonly string[], roles: readonly string[]): boolean {
  return list.includes('*') || roles.some((role) => list.includes(role));
}

export const sharingOf = (access: Access): Sharing => (access.exported ? 'global' : 'app');
