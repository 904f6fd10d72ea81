import { xmlText } from '../rest/xml';

/** One configured instance of a modular input, its settings merged as splunkd merges them: `[scheme://name]` over `[scheme]`. */
export interface InputStanza {
  readonly scheme: string;
  /** The full stanza name, `scheme://name`. */
  readonly name: string;
  readonly app: string;
  readonly settings: ReadonlyMap<string, string>;
}

export interface InputInvocation {
  readonly serverHost: string;
  readonly serverUri: string;
  readonly sessionKey: string;
  readonly checkpointFolder: string;
}

/** What splunkd writes to an input's standard input when it streams (reference 1.2). */
export function streamingXml(stanza: InputStanza, invocation: InputInvocation): string {
  const body = `<stanza name="${xmlText(stanza.name)}" app="${xmlText(stanza.app)}">${params(stanza.settings)}</stanza>`;
  return `<input>${metadata(invocation)}<configuration>${body}</configuration></input>\n`;
}

/** What it writes with `--validate-arguments`: one item with its bare name (reference 1.3). */
export function validationXml(stanza: InputStanza, invocation: InputInvocation): string {
  const name = stanza.name.slice(stanza.name.indexOf('://') + 3);
  return `<items>${metadata(invocation)}<item name="${xmlText(name)}">${params(stanza.settings)}</item></items>\n`;
}

function metadata({ serverHost, serverUri, sessionKey, checkpointFolder }: InputInvocation): string {
  return [
    `<server_host>${xmlText(serverHost)}</server_host>`,
    `<server_uri>${xmlText(serverUri)}</server_uri>`,
    `<session_key>${xmlText(sessionKey)}</session_key>`,
    `<checkpoint_dir>${xmlText(checkpointFolder)}</checkpoint_dir>`,
  ].join('');
}

function params(settings: ReadonlyMap<string, string>): string {
  return [...settings].map(([name, value]) => `<param name="${xmlText(name)}">${xmlText(value)}</param>`).join('');
}
