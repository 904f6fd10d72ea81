import { readConf, type ConfFile, type ConfStanza } from '../../conf/read';
import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import type { Source } from '../../core/source';
import type { AppIdentity } from '../app_identity';
import { compile, type CompileRequest, type Profile } from '../compile';
import type { Detection } from '../detection';
import { placeOf } from './places';

/** An app as it was: what it was called and made with, and its saved searches. */
export interface OldApp {
  readonly identity: Partial<AppIdentity>;
  readonly profile: Profile;
  readonly savedSearches: ConfFile;
}

/** Keys that hold the version itself or change with every build. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'action.correlationsearch.metadata',
  'action.escu.modification_date',
  'action.escu.creation_date',
]);

interface Built {
  readonly version: number;
  readonly stanza: ConfStanza;
}

/** Every detection whose saved search differs from the old app's while its version is no higher (as contentctl's `inspect` demands). */
export function versionBumps(
  sources: readonly Source[],
  old: OldApp,
  placeholders: NonNullable<CompileRequest['placeholders']> = {},
): readonly Diagnostic[] {
  const { profile, identity } = old;
  const compiled = compile({ sources, tables: new Map(), profile, identity, withInputs: false, placeholders });
  const text = compiled.files.get('default/savedsearches.conf');
  const now = byId(readConf({ name: 'savedsearches.conf', text: typeof text === 'string' ? text : '' }));
  const before = byId(old.savedSearches);
  return compiled.detections.flatMap((detection) => {
    const [was, is] = [before.get(detection.id), now.get(detection.id)];
    if (was === undefined || is === undefined || is.version > was.version) return [];
    const changed = changedKeys(was.stanza, is.stanza);
    return changed.length === 0 ? [] : [bumpWanted(detection, was.version, changed)];
  });
}

function bumpWanted(detection: Detection, version: number, changed: readonly string[]): Diagnostic {
  return diagnosticAt(placeOf(detection, ['version']), {
    code: 'WW0742',
    severity: 'error',
    message: `The saved search changed (${changed.slice(0, 4).join(', ')}) and its version is still ${detection.version}`,
    hint: `set version to ${version + 1} or higher`,
  });
}

/** The stanzas of detections by their id, from the metadata that both profiles write. */
function byId({ stanzas }: ConfFile): ReadonlyMap<string, Built> {
  const built = new Map<string, Built>();
  for (const stanza of stanzas.values()) {
    const metadata = stanza.settings.get('action.correlationsearch.metadata')?.value ?? '';
    const id = /"detection_id":\s*"([^"]+)"/.exec(metadata)?.[1];
    const version = /"detection_version":\s*"(\d+)"/.exec(metadata)?.[1];
    if (id !== undefined && version !== undefined) built.set(id, { version: Number(version), stanza });
  }
  return built;
}

function changedKeys(was: ConfStanza, is: ConfStanza): readonly string[] {
  const keys = new Set([...was.settings.keys(), ...is.settings.keys()]);
  const renamed = was.name === is.name ? [] : ['name'];
  return [
    ...renamed,
    ...[...keys].filter(
      (key) => !NOT_COMPARED.has(key) && was.settings.get(key)?.value !== is.settings.get(key)?.value,
    ),
  ];
}
