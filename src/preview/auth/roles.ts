import { confBoolean } from '../../conf/merge';
import type { ConfLayers } from '../conf_layers/conf_layers';
import { builtInRoles } from './capabilities';

/** A role: what it may do itself, and which roles it takes over. */
export interface Role {
  readonly name: string;
  readonly imports: readonly string[];
  readonly capabilities: readonly string[];
  /** Made in authorize.conf, by an app or through REST. */
  readonly isLocal: boolean;
}

/** All roles: Splunk's own under those of authorize.conf (`[role_x]`, `importRoles`, `capability = enabled`). */
export function rolesOf(conf: ConfLayers): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>(
    Object.entries(builtInRoles).map(([name, role]) => [name, { name, ...role, isLocal: false }]),
  );
  for (const { name: stanza, settings } of conf.objects('authorize', { owner: 'nobody', app: '-' })) {
    if (!stanza.startsWith('role_')) continue;
    const name = stanza.slice('role_'.length);
    const known = roles.get(name);
    roles.set(name, {
      name,
      imports: [...new Set([...(known?.imports ?? []), ...listOf(settings.get('importRoles'), ';')])],
      capabilities: capabilitiesIn(settings, known?.capabilities ?? []),
      isLocal: known === undefined,
    });
  }
  return roles;
}

/** A role and all that it imports, directly or not. */
export function withImported(roles: ReadonlyMap<string, Role>, names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const role = roles.get(name);
    if (role === undefined || found.has(name)) return;
    found.add(name);
    role.imports.forEach(visit);
  };
  names.forEach(visit);
  return [...found];
}

export function capabilitiesOf(roles: ReadonlyMap<string, Role>, names: readonly string[]): ReadonlySet<string> {
  return new Set(withImported(roles, names).flatMap((name) => roles.get(name)?.capabilities ?? []));
}

/** What was there, with what a stanza enables and without what it disables. */
function capabilitiesIn(settings: ReadonlyMap<string, string>, before: readonly string[]): readonly string[] {
  const found = new Set(before);
  for (const [key, value] of settings) {
    if (!/^[a-z_]+$/.test(key)) continue;
    if (confBoolean(value) === true) found.add(key);
    else found.delete(key);
  }
  return [...found];
}

export function listOf(text: string | undefined, separator: string): readonly string[] {
  return (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
