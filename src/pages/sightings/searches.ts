import { webServersMacro } from '../../compiler/own_app/macro_names';
import { MODEL, sightingsSearchWhere, TSTATS } from '../shared/sightings_search';

/** The searches of this page. Each works on Endpoint.Processes and on what `webshell_watch_web_servers` names. */

const WEB_SERVERS = `\`${webServersMacro}\``;
const CHILDREN = `where ${WEB_SERVERS}`;

/** A row a (host, parent, child) of what counts as a web server now. */
export const sightingsSearch = sightingsSearchWhere(WEB_SERVERS);

/** Starts of the whole fleet in time bins, for the strip above the rows. */
export const overviewSearch = (binSeconds: number): string =>
  `${TSTATS} count ${MODEL} ${CHILDREN} by _time span=${binSeconds}s`;

/** What each of these hosts started, a row a day and child: the activity inside bars and heads. */
export const activitySearch = (hosts: readonly string[]): string =>
  [
    `${TSTATS} count ${MODEL}`,
    `${CHILDREN} Processes.dest IN (${hosts.map(quoted).join(', ')})`,
    'by Processes.dest Processes.parent_process_name Processes.process_name _time span=1d',
    '| rename "Processes.*" as "*"',
  ].join('\n');

/** Which process events have no parent name: they cannot be sightings and are said instead. */
export const parentlessSearch = [
  `${TSTATS} count ${MODEL}`,
  'where Processes.parent_process_name="unknown" by Processes.dest',
  '| rename "Processes.*" as "*"',
].join('\n');

/** When process events were indexed at all: the data's own range. */
export const dataRangeSearch = `${TSTATS} count min(_time) as first_time max(_time) as last_time dc(Processes.dest) as hosts ${MODEL}`;

/** One sighting's identity, as its search fields name it. */
export interface SightingFields {
  readonly dest: string;
  readonly parent: string;
  readonly child: string;
}

const conditions = ({ dest, parent, child }: SightingFields): string =>
  `Processes.dest=${quoted(dest)} Processes.parent_process_name=${quoted(parent)} Processes.process_name=${quoted(child)}`;

/** The command lines and users of one sighting. */
export const commandLinesSearch = (fields: SightingFields): string =>
  [
    `${TSTATS} count min(_time) as first_time max(_time) as last_time ${MODEL}`,
    `${CHILDREN} ${conditions(fields)}`,
    'by Processes.process Processes.user Processes.process_integrity_level',
    '| rename "Processes.*" as "*"',
    '| sort 0 - count',
  ].join('\n');

/** Every process start of a host, for the tree and for what happened around a time. */
export const hostProcessesSearch = (dest: string): string =>
  [
    `${TSTATS} count min(_time) as first_time ${MODEL}`,
    `where Processes.dest=${quoted(dest)}`,
    'by Processes.process_name Processes.process_id Processes.parent_process_name Processes.parent_process_id',
    'Processes.user Processes.process _time span=1s',
    '| rename "Processes.*" as "*"',
    '| sort 0 first_time',
  ].join('\n');

/** What "Open in search" opens: the events of one sighting with what an analyst reads first. */
export const eventsSearch = (fields: SightingFields): string =>
  [
    `${TSTATS} count ${MODEL}`,
    `${CHILDREN} ${conditions(fields)}`,
    'by _time Processes.dest Processes.user Processes.parent_process_name Processes.parent_process',
    'Processes.process_name Processes.process Processes.process_id Processes.parent_process_id span=1s',
    '| rename "Processes.*" as "*"',
    '| sort 0 - _time',
  ].join('\n');

/** A value as SPL text: in quotes, with backslash, quote and wildcard meaning themselves where SPL allows it. */
export const quoted = (value: string): string => `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
