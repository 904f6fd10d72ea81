import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import type { RawSettings } from '../definition/values';
import { Secret } from '../secret';
import { errorText } from '../thrown';

/** Reads what splunkd writes on an input's standard input (reference/splunk-platform.md 1.2 and 1.3). */

export interface StanzaConfiguration {
  /** `scheme://name` when streaming, the bare name when validating. */
  readonly name: string;
  readonly app: string | undefined;
  readonly settings: RawSettings;
}

export interface InputConfiguration {
  readonly serverHost: string;
  readonly serverUri: string;
  readonly sessionKey: Secret;
  readonly checkpointFolder: string;
  readonly stanzas: readonly StanzaConfiguration[];
}

export type ConfigurationResult =
  | { readonly ok: true; readonly configuration: InputConfiguration }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

const MOST_CHARACTERS = 64 * 1024 * 1024;

/**
 * Reads to the closing tag of the root or to the end, whichever comes first: splunkd may keep its end open. The bytes
 * are UTF-8 whatever the prolog says. Unknown elements and attributes are left aside. Error: WW0905.
 */
export async function readConfiguration(input: AsyncIterable<Uint8Array | string>): Promise<ConfigurationResult> {
  const builder = new ConfigurationBuilder();
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of input) {
      builder.write(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      if (builder.isClosed) break;
    }
  } catch (error) {
    return unreadable(errorText(error));
  }
  if (!builder.isClosed) return unreadable('it ends before its last closing tag');
  return { ok: true, configuration: builder.configuration() };
}

function unreadable(reason: string): ConfigurationResult {
  return {
    ok: false,
    diagnostic: diagnosticFor('<standard input>', {
      code: 'WW0905',
      severity: 'error',
      message: `the configuration on standard input can't be read: ${reason}`,
      hint: 'splunkd writes it; by hand, use: splunk cmd splunkd print-modinput-config SCHEME SCHEME://NAME',
    }),
  };
}

interface StanzaDraft {
  readonly name: string;
  readonly app: string | undefined;
  readonly settings: Record<string, string | string[]>;
}

/** Collects the configuration while the parser walks over its text. */
class ConfigurationBuilder {
  isClosed = false;
  readonly #parser = new SaxesParser();
  readonly #path: string[] = [];
  readonly #values = new Map<string, string>();
  readonly #stanzas: StanzaDraft[] = [];
  #text = '';
  #setting = '';
  #length = 0;

  constructor() {
    this.#parser.on('error', (error) => {
      // What comes behind the root is none of the configuration.
      if (!this.isClosed) throw error;
    });
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('text', (text) => void (this.#text += text));
    this.#parser.on('cdata', (text) => void (this.#text += text));
    this.#parser.on('closetag', () => this.#close());
  }

  write(text: string): void {
    this.#length += text.length;
    if (this.#length > MOST_CHARACTERS) throw new Error(`it is longer than ${MOST_CHARACTERS} characters`);
    this.#parser.write(text);
  }

  configuration(): InputConfiguration {
    const value = (name: string): string => this.#values.get(name) ?? '';
    return {
      serverHost: value('server_host'),
      serverUri: value('server_uri'),
      sessionKey: new Secret(value('session_key')),
      checkpointFolder: value('checkpoint_dir'),
      stanzas: this.#stanzas,
    };
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    this.#path.push(name);
    this.#text = '';
    if (name === 'stanza' || name === 'item')
      this.#stanzas.push({ name: attributes['name'] ?? '', app: attributes['app'], settings: {} });
    if (name === 'param' || name === 'param_list') this.#setting = attributes['name'] ?? '';
    if (name === 'param_list' && this.#setting !== '') this.#set([]);
  }

  #close(): void {
    const name = this.#path.pop();
    const stanza = this.#stanzas.at(-1);
    if (name === 'param') this.#set(this.#text);
    else if (name === 'value') {
      const list = stanza?.settings[this.#setting];
      if (Array.isArray(list)) list.push(this.#text);
    } else if (this.#path.length === 1 && name !== undefined) this.#values.set(name, this.#text.trim());
    this.#text = '';
    if (this.#path.length === 0) this.isClosed = true;
  }

  #set(value: string | string[]): void {
    const stanza = this.#stanzas.at(-1);
    if (stanza !== undefined && this.#setting !== '' && this.#setting !== '__proto__')
      stanza.settings[this.#setting] = value;
  }
}
