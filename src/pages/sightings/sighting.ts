/** What the page is about: a (host, parent, child) with its times, and what is known of it. */

/** The state that gives a row its colour and shape, strongest first. */
export const states = ['hit', 'new', 'filtered', 'known'] as const;
export type SightingState = (typeof states)[number];

export const verdicts = ['under_review', 'known_good', 'malicious'] as const;
export type Verdict = (typeof verdicts)[number];

/** What an analyst decided, in a collection of its own so that the scheduled run never overwrites it. */
export interface Review {
  readonly key: string;
  readonly verdict: Verdict;
  readonly user: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly reason: string;
}

/** A row of the sightings search: what lies in the chosen range. */
export interface RangeRow {
  readonly key: string;
  readonly dest: string;
  readonly parent: string;
  readonly child: string;
  /** Epoch seconds. */
  readonly first: number;
  readonly last: number;
  readonly starts: number;
  readonly events: number;
  readonly users: readonly string[];
  readonly example: string;
  readonly commandLines: number;
  /** Our own test event and nothing else (see the canary input). */
  readonly isCanary: boolean;
}

/** A record of the baseline: what was ever seen. */
export interface BaselineRecord {
  readonly key: string;
  readonly dest: string;
  readonly parent: string;
  readonly child: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** One row of chart and table. */
export interface Sighting extends RangeRow {
  /** The earlier of baseline and range; null when there is no baseline to say "ever". */
  readonly firstEver: number | null;
  /** On how many hosts this parent started this child, ever. */
  readonly hosts: number;
  /** Names of the detections that hit it, and of those whose filter hides it. */
  readonly hits: readonly string[];
  readonly hidden: readonly string[];
  readonly isNew: boolean;
  readonly isShell: boolean;
  readonly review: Review | null;
  readonly state: SightingState;
}

/** Programs that give whoever starts them a command line or a script engine. */
const shells: ReadonlySet<string> = new Set(
  'cmd powershell powershell_ise pwsh bash sh dash zsh ksh csh tcsh fish wsl cscript wscript mshta busybox'
    .split(' ')
    .flatMap((name) => [name, `${name}.exe`]),
);

/** True for a command interpreter, whatever the case of its name. */
export const isShellName = (child: string): boolean => shells.has(child.toLowerCase());

/** What the canary input writes as vendor_product. */
export const CANARY_SOURCE = 'Webshell Watch canary';
