import type { ConfFile, ConfSetting } from './read';

/** A file and the layer that it stands in: `default`, `local`, or another app's name. */
export interface ConfLayer {
  readonly layer: string;
  readonly file: ConfFile;
}

/** A value, and which layer and place it comes from. */
export interface MergedSetting extends ConfSetting {
  readonly layer: string;
}

export interface MergedStanza {
  readonly name: string;
  readonly settings: ReadonlyMap<string, MergedSetting>;
}

export type MergedConf = ReadonlyMap<string, MergedStanza>;

/** Layers of one .conf file as splunkd sees them: lowest first, so `[default, local]`; a higher layer wins key by key. */
export function mergeConf(layers: readonly ConfLayer[]): MergedConf {
  const merged = new Map<string, MergedStanza & { readonly settings: Map<string, MergedSetting> }>();
  for (const { layer, file } of layers)
    for (const { name, settings } of file.stanzas.values()) {
      const stanza = merged.get(name) ?? { name, settings: new Map<string, MergedSetting>() };
      merged.set(name, stanza);
      for (const [key, setting] of settings) stanza.settings.set(key, { ...setting, layer });
    }
  return merged;
}

/** One value of a stanza, with `[default]` beneath it; undefined when neither sets it. */
export function confValue(conf: MergedConf, stanza: string, key: string): string | undefined {
  return (conf.get(stanza)?.settings.get(key) ?? conf.get('default')?.settings.get(key))?.value;
}

/** All values of a stanza with the stanzas that it inherits from beneath it, nearest first; `default` always comes last. */
export function inheritedSettings(
  conf: MergedConf,
  stanza: string,
  parents: readonly string[] = [],
): ReadonlyMap<string, MergedSetting> {
  const settings = new Map<string, MergedSetting>();
  for (const name of ['default', ...[...parents].reverse(), stanza])
    for (const [key, setting] of conf.get(name)?.settings ?? []) settings.set(key, setting);
  return settings;
}

/** Splunk's reading of a boolean setting: 1, true, t, yes, y, on, enabled in any case; undefined for anything else that is not a no. */
export function confBoolean(value: string): boolean | undefined {
  const folded = value.trim().toLowerCase();
  if (['1', 'true', 't', 'yes', 'y', 'on', 'enabled'].includes(folded)) return true;
  return ['0', 'false', 'f', 'no', 'n', 'off', 'disabled'].includes(folded) ? false : undefined;
}
