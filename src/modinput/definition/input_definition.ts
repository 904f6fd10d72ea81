import type { ArgumentTable } from './arguments';

/** One modular input as data: everything that splunkd, a person and a REST client must know about it. */
export interface InputDefinition<A extends ArgumentTable = ArgumentTable> {
  /** The scheme's name, which is also the name of its launcher and of its stanzas: `[name://…]`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `process-per-stanza`: splunkd starts a program for each stanza at its interval; `single-instance`: one for all. */
  readonly mode: 'process-per-stanza' | 'single-instance';
  /** `xml`: events with time, source, index …; `simple`: text lines as they are. */
  readonly streaming: 'xml' | 'simple';
  /** Seconds between two starts, or five cron fields; `-1` is once at start. */
  readonly interval: string;
  readonly arguments: A;
  /** Stanzas that the app ships beside the scheme's defaults, such as one that is switched off. */
  readonly stanzas?: readonly ShippedStanza[];
}

export interface ShippedStanza {
  /** What stands behind `name://`. */
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** A stanza of a conf file, ready to be printed: settings in order, values unescaped. */
export interface ConfStanza {
  readonly name: string;
  readonly settings: readonly (readonly [key: string, value: string])[];
}
