import type { Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import type { EscuSettings } from '../escu/model';
import { appTitle, type AppIdentity } from './app_identity';
import { collect, type Collected, type Refused } from './collect';
import type { Detection } from './detection';
import { emitAppProfile } from './emit/app_profile';
import type { AppFiles } from './emit/app_files';
import { emitEscuProfile } from './emit/escu_profile';
import { refuseBroken } from './rules/refuse_broken';

/** `app`: our pages, throttling, alert tracking; `escu`: what contentctl writes, key for key. */
export type Profile = 'app' | 'escu';

export interface CompileRequest {
  /** YAML of any format and generation. */
  readonly sources: readonly Source[];
  /** Files that lookups name, by file name: CSV tables and models. */
  readonly tables: ReadonlyMap<string, Uint8Array>;
  readonly profile: Profile;
  /** What the caller states; the rest comes from contentctl.yml, then from the profile. */
  readonly identity: Partial<AppIdentity>;
  /** The app's own modular inputs go in too: for our own app alone. */
  readonly withInputs: boolean;
  /** Values for the placeholders of Sigma's `|expand`, by name. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
}

export interface Compiled {
  readonly app: AppIdentity;
  /** By path inside the app's folder. */
  readonly files: AppFiles;
  readonly detections: readonly Detection[];
  readonly refused: readonly Refused[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Detection YAML in, an app's files out: read, lower to one model, refuse what could not fire, emit. Pure: nothing is read or written. */
export function compile(request: CompileRequest): Compiled {
  const collected = refuseBroken(collect(request.sources, { placeholders: request.placeholders ?? {} }));
  const app = identityOf(request, collected);
  const emitted =
    request.profile === 'escu'
      ? emitEscuProfile(collected, app, request.tables)
      : emitAppProfile(collected, app, request.tables, request.withInputs);
  return {
    app,
    files: emitted.files,
    detections: collected.detections,
    refused: collected.refused,
    diagnostics: [...collected.diagnostics, ...emitted.diagnostics],
  };
}

const defaults: Readonly<Record<Profile, AppIdentity>> = {
  app: {
    id: 'webshell_watch',
    label: 'Webshell Watch',
    title: '',
    version: '1.0.0',
    author: 'Webshell Watch',
    description: 'Detections compiled by Webshell Watch.',
    licence: '',
  },
  escu: {
    id: 'DA-ESS-ContentUpdate',
    label: 'ESCU',
    title: '',
    version: '1.0.0',
    author: 'Webshell Watch',
    description: 'Detections compiled by Webshell Watch.',
    licence: '',
  },
};

function identityOf({ profile, identity }: CompileRequest, { settings }: Collected): AppIdentity {
  const stated = settings?.app;
  const named = stated === undefined ? {} : statedOf(stated);
  const filled = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ''));
  const app = { ...defaults[profile], ...filled, ...identity };
  return { ...app, title: appTitle(app.title || app.label) };
}

function statedOf({
  id,
  label,
  title,
  version,
  author,
  description,
}: EscuSettings['app']): Omit<AppIdentity, 'licence'> {
  return { id, label, title, version, author, description };
}
