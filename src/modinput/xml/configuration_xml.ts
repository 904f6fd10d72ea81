import { escapeXmlText } from './escape';

/** The texts that splunkd writes on an input's standard input: for tests and for trying an input by hand. */

export type SettingsToWrite = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface ConfigurationToWrite {
  readonly serverHost: string;
  readonly serverUri: string;
  readonly sessionKey: string;
  readonly checkpointFolder: string;
  /** Settings by full stanza name; for validation by bare name, one alone. */
  readonly stanzas: Readonly<Record<string, SettingsToWrite>>;
}

/** What a streaming input reads: `<input>` with a `<stanza>` each. */
export function streamingXml(configuration: ConfigurationToWrite): string {
  const stanzas = Object.entries(configuration.stanzas).map(([name, settings]) => element('stanza', name, settings));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<input>${metadata(configuration)}<configuration>${stanzas.join('')}</configuration></input>\n`;
}

/** What an input reads with `--validate-arguments`: `<items>` with one `<item>`. */
export function validationXml(configuration: ConfigurationToWrite): string {
  const items = Object.entries(configuration.stanzas).map(([name, settings]) => element('item', name, settings));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<items>${metadata(configuration)}${items.join('')}</items>\n`;
}

function metadata({ serverHost, serverUri, sessionKey, checkpointFolder }: ConfigurationToWrite): string {
  const values = {
    server_host: serverHost,
    server_uri: serverUri,
    session_key: sessionKey,
    checkpoint_dir: checkpointFolder,
  };
  return Object.entries(values)
    .map(([name, value]) => `<${name}>${escapeXmlText(value)}</${name}>`)
    .join('');
}

function element(tag: 'stanza' | 'item', name: string, settings: SettingsToWrite): string {
  return `<${tag} name="${escapeXmlText(name)}">${Object.entries(settings).map(settingXml).join('')}</${tag}>`;
}

function settingXml([name, value]: readonly [string, SettingsToWrite[string]]): string {
  const attribute = escapeXmlText(name);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return `<param name="${attribute}">${escapeXmlText(String(value))}</param>`;
  const values = value.map((one) => `<value>${escapeXmlText(one)}</value>`);
  return `<param_list name="${attribute}">${values.join('')}</param_list>`;
}
