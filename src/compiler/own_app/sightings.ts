import type { AppIdentity } from '../app_identity';
import type { Stanza } from '../emit/setting';
import { notCanaryMacro, webServersMacro } from './macro_names';

/**
 * Every child of a web server, whatever its name: a baseline needs the harmless ones too. Names as they were logged; the
 * pages fold their case. `fillnull_value` keeps rows that lack a by-field.
 */
export const sightingsSearch = [
  '| tstats `security_content_summariesonly` count min(_time) as first_seen max(_time) as last_seen',
  `from datamodel=Endpoint.Processes where \`${webServersMacro}\` \`${notCanaryMacro}\``,
  'by Processes.dest Processes.parent_process_name Processes.process_name',
  '| `drop_dm_object_name("Processes")`',
  '| sort 0 dest parent_process_name process_name',
].join('\n');

/** The saved search that pages and people run over a range of their choice; it is not scheduled. */
export function sightingsStanza(app: AppIdentity): Stanza {
  return {
    name: `${app.label} - Sightings`,
    settings: [
      ['description', 'Which programs each web server started, on which host, when first, when last and how often.'],
      ['search', sightingsSearch],
      ['disabled', '0'],
      ['enableSched', '0'],
      ['dispatch.earliest_time', '-30d@d'],
      ['dispatch.latest_time', 'now'],
      ['is_visible', '1'],
    ],
  };
}
