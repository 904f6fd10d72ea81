import { notCanaryMacro, webServersMacro } from './macro_names';

/**
 * The baseline: for every (dest, parent, child), in lower case, when it was first and last seen and how often, in a KV store
 * collection that outlives the data. The scheduled search and the build from the page run the same text.
 *
 * Counts are kept by UTC day, in the record itself (`days`: `,<day>:<starts>:<events>,…`), and a run counts whole days
 * anew: what it says of a day replaces what was known when it saw as many events or more. So a run may be repeated, overlap
 * with others and come late, and data that is gone takes nothing back. First and last only ever move apart.
 */

export const baselineCollection = 'webshell_watch_sightings';

/** A record's fields and their types; times are seconds since 1970. `_key` is the MD5 of `dest|parent|child`. */
export const baselineFields = {
  dest: 'string',
  parent_process_name: 'string',
  process_name: 'string',
  first_seen: 'number',
  last_seen: 'number',
  /** Starts: what Sysmon and Windows both logged counts once. */
  count: 'number',
  events: 'number',
  days: 'string',
  /** Up to fifty names with | between them: collections.conf knows no lists that AppInspect allows. */
  users: 'string',
  process: 'string',
  updated: 'number',
} as const;

/** What the key is the MD5 of; pages make keys by it, the search by `keyExpression`. */
export const keyText = (dest: string, parent: string, child: string): string =>
  [dest, parent, child].map((name) => name.toLowerCase()).join('|');

/** The same over fields that are in lower case already. */
const keyExpression = 'md5(dest."|".parent_process_name."|".process_name)';

const DAY = 86_400;

/** How far before the first counted day a search must read: a start at midnight may have been logged just before, too. */
const LEAD_IN = 60;

/** A search and the range it needs (epoch seconds). */
export interface BaselineBuildJob {
  readonly search: string;
  readonly earliest: number;
  readonly latest: number;
}

/** What the page runs to bring a span of the past into the baseline (epoch seconds); the UTC day of `from` is taken whole. */
export function baselineBuildJob(from: number, to: number): BaselineBuildJob {
  const day = Math.floor(from / DAY);
  return { search: baselineSearch(String(day)), earliest: Math.max(0, day * DAY - LEAD_IN), latest: to };
}

/** Reaches back behind the first of these days whatever the zone of whoever runs it, and a changed clock too. */
export const scheduledEarliest = '-9d@d';

/** `firstDay` is an eval expression: days since 1970, UTC; what lies before it is read only to know repeated starts. */
function baselineSearch(firstDay: string): string {
  return [...startsByDay(firstDay), ...mergedWithRecords, ...writtenRecords].join('\n');
}

/** A row a sighting and day. The same start by Sysmon and by 4688: one host, process id and path within two seconds. */
function startsByDay(firstDay: string): readonly string[] {
  return [
    '| tstats summariesonly=false fillnull_value="unknown" count min(_time) as first_time max(_time) as last_time',
    `from datamodel=Endpoint.Processes where \`${webServersMacro}\` \`${notCanaryMacro}\``,
    'by Processes.dest Processes.parent_process_name Processes.process_name Processes.process_path',
    'Processes.process_id Processes.user Processes.process _time span=1s',
    '| rename "Processes.*" as "*"',
    '| eval dest=lower(dest), parent_process_name=lower(parent_process_name), process_name=lower(process_name), path=lower(process_path)',
    '| sort 0 dest process_id path first_time',
    '| streamstats current=false last(last_time) as before by dest process_id path',
    '| eval start=case(process_id="unknown", count, isnull(before), 1, first_time-before>2, 1, true(), 0)',
    `| eval day=floor(first_time/${DAY})`,
    `| where day>=${firstDay}`,
    '| stats sum(start) as starts sum(count) as events min(first_time) as first_seen max(last_time) as last_seen',
    'values(user) as users first(process) as process by dest parent_process_name process_name day',
  ];
}

/** The days counted now in place of the same days of the record, unless the record saw more events of that day. */
const mergedWithRecords: readonly string[] = [
  `| eval key=${keyExpression}`,
  `| lookup ${baselineCollection}_lookup _key as key OUTPUT days as old_days count as old_count events as old_events`,
  'first_seen as old_first last_seen as old_last users as old_users process as old_process',
  '| eval old_days=coalesce(old_days, ",")',
  '| eval known=if(match(old_days, ",".day.":"), replace(old_days, "^.*,".day.":(\\d+:\\d+),.*$", "\\1"), "0:0")',
  '| eval known_starts=tonumber(mvindex(split(known, ":"), 0)), known_events=tonumber(mvindex(split(known, ":"), 1))',
  '| eval starts=if(events>=known_events, starts, known_starts), events=if(events>=known_events, events, known_events)',
  '| eval entry=day.":".starts.":".events, more_starts=starts-known_starts, more_events=events-known_events',
  '| stats sum(more_starts) as more_starts sum(more_events) as more_events values(day) as changed values(entry) as entries',
  'min(first_seen) as first_seen max(last_seen) as last_seen values(users) as users first(process) as process',
  'first(old_days) as old_days first(old_count) as old_count first(old_events) as old_events',
  'first(old_first) as old_first first(old_last) as old_last first(old_users) as old_users',
  'first(old_process) as old_process by key dest parent_process_name process_name',
  '| eval days=replace(old_days, ",(".mvjoin(changed, "|")."):\\d+:\\d+", "").mvjoin(entries, ",").","',
  '| eval count=coalesce(tonumber(old_count), 0)+more_starts, events=coalesce(tonumber(old_events), 0)+more_events',
  '| eval first_seen=min(first_seen, coalesce(tonumber(old_first), first_seen))',
  '| eval last_seen=max(last_seen, coalesce(tonumber(old_last), last_seen))',
  '| eval users=mvjoin(mvindex(mvdedup(mvappend(split(old_users, "|"), users)), 0, 49), "|"), process=coalesce(old_process, process)',
];

const writtenRecords: readonly string[] = [
  '| eval _key=key, updated=now()',
  `| table _key ${Object.keys(baselineFields).join(' ')}`,
  `| outputlookup append=t key_field=_key ${baselineCollection}_lookup`,
];

/** The last eight UTC days anew: an event may arrive a week late. */
export const scheduledBaselineSearch = baselineSearch(`floor(relative_time(now(), "-7d")/${DAY})`);
