import type { AppIdentity } from '../app_identity';
import type { Stanza } from '../emit/setting';
import { scheduledBaselineSearch, scheduledEarliest } from './baseline';

/** The scheduled search that keeps the baseline; off until an administrator enables it, because it writes. */
export function baselineStanza(app: AppIdentity): Stanza {
  return {
    name: `${app.label} - Baseline`,
    settings: [
      [
        'description',
        'Keeps in the collection webshell_watch_sightings what each web server has started, when first, when last and how often. Enable it, then build the past from the Sightings page.',
      ],
      ['search', scheduledBaselineSearch],
      ['disabled', '1'],
      ['enableSched', '1'],
      ['cron_schedule', '52 * * * *'],
      ['dispatch.earliest_time', scheduledEarliest],
      ['dispatch.latest_time', 'now'],
      ['schedule_window', 'auto'],
      ['realtime_schedule', '0'],
      ['is_visible', '1'],
    ],
  };
}
