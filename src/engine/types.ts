import type { ProcessFields } from '../cim/process';
import type { Diagnostic } from '../core/diagnostic';
import type { MacroDefinition } from '../spl/macros';
import type { Lane } from './turns';

/** What the engine stores, what it is asked, and what it answers. */

/** One indexed event. `cim` is set when its tags put it into Endpoint.Processes. */
export interface StoredEvent {
  /** Epoch seconds. */
  readonly time: number;
  readonly index: string;
  readonly host: string;
  readonly source: string;
  readonly sourcetype: string;
  readonly raw: string;
  readonly cim: ProcessFields | null;
  /** All search-time fields by name, the original Windows names among them. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A field's value in a row: text, a number that a command computed, several values, or null (the row lacks the field). */
export type FieldValue = string | number | readonly (string | number)[] | null;

export type Row = Readonly<Record<string, FieldValue>>;

/** Everything outside the search that it may ask for; the preview and the command line each supply one. */
export interface SearchEnvironment {
  readonly macro: (name: string, argumentCount: number) => MacroDefinition | undefined;
  readonly macroNames: () => readonly string[];
  /** Rows of a lookup (CSV or KV store), or undefined when nobody defines it. */
  readonly readLookup: (name: string) => Promise<readonly Row[] | undefined>;
  readonly writeLookup: (name: string, rows: readonly Row[], how: LookupWrite) => Promise<void>;
  readonly lookupNames: () => readonly string[];
  /** How a lookup matches, as transforms.conf says; absent: whole values, case counts. */
  readonly lookupMatching?: (name: string) => LookupMatching | undefined;
  /** The text of a saved search, for `savedsearch` and `from savedsearch:`. */
  readonly savedSearch: (name: string) => string | undefined;
}

/** transforms.conf: case_sensitive_match, match_type, max_matches, min_matches and default_match of a lookup. */
export interface LookupMatching {
  readonly caseSensitive: boolean;
  /** Fields of the lookup whose values are patterns or networks. */
  readonly matchTypes: Readonly<Record<string, 'wildcard' | 'cidr'>>;
  readonly maxMatches: number;
  readonly minMatches: number;
  readonly defaultMatch: string;
  /** Set for a lookup whose rows count for some time only. */
  readonly time?: LookupTime;
}

/** transforms.conf: time_field, time_format, min_offset_secs and max_offset_secs of a time-bounded lookup. */
export interface LookupTime {
  readonly field: string;
  /** For strptime; epoch seconds are read whatever it says. */
  readonly format: string;
  /** An event is this many seconds later than its row at least, and at most. */
  readonly minOffset: number;
  readonly maxOffset: number;
}

export interface LookupWrite {
  readonly append: boolean;
  readonly keyField?: string;
}

export interface SearchRequest {
  /** SPL as typed: starts with `|`, `search`, or bare terms. */
  readonly text: string;
  /** Splunk time modifiers or epoch seconds; absent means all time. */
  readonly earliest?: string;
  readonly latest?: string;
  /** IANA zone of the user. */
  readonly timeZone: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** The id of its job, for addinfo. */
  readonly searchId?: string;
  /** Called with what is there so far, at most a few times a second. */
  readonly onPreview?: (result: SearchResult) => void;
  /** Milliseconds between two previews, and before the first of a search that gives its rows at its end. Default 500. */
  readonly previewEvery?: number;
  readonly limits?: Partial<SearchLimits>;
  /** Where it waits for the database and the processor, asked again and again: a search may move while it runs. */
  readonly lane?: () => Lane;
  /** Told how far the search has come, 0 to 1; never less than before. */
  readonly onProgress?: (fraction: number) => void;
  /** Told milliseconds of work as they are done, waiting left out. */
  readonly onWork?: (milliseconds: number) => void;
  /** Rows that take the place of events at the start: a post-process search over results that are there. */
  readonly input?: {
    readonly fields: readonly string[];
    readonly rows: readonly Row[] | AsyncIterable<readonly Row[]>;
  };
  /** Takes the rows as they are found, so that the result need not hold them; waited for. */
  readonly sink?: (rows: readonly Row[]) => Promise<void>;
  /** How AND and OR bind in `search` and `tstats where`; Splunk documents `or-first`. */
  readonly precedence?: 'or-first' | 'and-first';
}

/** Named and sized after limits.conf; each has a message that says which limit was met. */
export interface SearchLimits {
  readonly maxResultRows: number;
  readonly maxSubsearchRows: number;
  readonly maxMilliseconds: number;
  readonly maxMemoryBytes: number;
}

/** What one command of a search cost. */
export interface CommandCost {
  /** Spent in the command itself, the database included. */
  readonly seconds: number;
  /** Batches of rows that it gave. */
  readonly invocations: number;
  readonly inputCount: number;
  readonly outputCount: number;
}

export interface SearchResult {
  readonly fields: readonly string[];
  /** None where the request has a sink, but for previews of a command that gives its rows at its end. */
  readonly rows: readonly Row[];
  readonly diagnostics: readonly Diagnostic[];
  readonly scanCount: number;
  readonly eventCount: number;
  readonly isPreview: boolean;
  /** By command, in the order of the search; those of subsearches are not among them. */
  readonly costs: Readonly<Record<string, CommandCost>>;
}
