/** One key of a stanza and its value, as text. */
export type Setting = readonly [key: string, value: string];

/** A stanza of a generated conf file. */
export interface Stanza {
  readonly name: string;
  readonly settings: readonly Setting[];
}

/** A generated conf file: `savedsearches.conf` and its stanzas. */
export interface ConfTable {
  readonly file: string;
  readonly stanzas: readonly Stanza[];
}

/** The settings when there is something to say, else none. */
export function when(condition: boolean, settings: readonly Setting[]): readonly Setting[] {
  return condition ? settings : [];
}
