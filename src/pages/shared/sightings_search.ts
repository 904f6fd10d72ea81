/** Every search of the pages over the data model begins so: rows that lack a by-field are kept. */
export const TSTATS = '| tstats summariesonly=false fillnull_value="unknown"';
export const MODEL = 'from datamodel=Endpoint.Processes';

/**
 * The sightings among the process starts that fit a condition over Endpoint.Processes: a row a (host, parent, child), names
 * compared without case. A start that Sysmon and Windows both logged (same host, process id and path within two seconds)
 * is one start; `events` counts both.
 */
export const sightingsSearchWhere = (condition: string): string =>
  [
    `${TSTATS} count min(_time) as first_time max(_time) as last_time`,
    `${MODEL} where ${condition}`,
    'by Processes.dest Processes.parent_process_name Processes.process_name Processes.process_path',
    'Processes.process_id Processes.user Processes.process Processes.vendor_product _time span=1s',
    '| rename "Processes.*" as "*"',
    '| eval dest_key=lower(dest), parent_key=lower(parent_process_name), child_key=lower(process_name), path_key=lower(process_path)',
    '| sort 0 dest_key process_id path_key first_time',
    '| streamstats current=false last(last_time) as before by dest_key process_id path_key',
    '| eval start=case(process_id="unknown", count, isnull(before), 1, first_time-before>2, 1, true(), 0)',
    '| stats sum(start) as starts sum(count) as events min(first_time) as first_time max(last_time) as last_time',
    'first(dest) as dest first(parent_process_name) as parent_process_name first(process_name) as process_name',
    'values(user) as users first(process) as example dc(process) as command_lines values(vendor_product) as sources',
    'by dest_key parent_key child_key',
  ].join('\n');
