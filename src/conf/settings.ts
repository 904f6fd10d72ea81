/**
 * The settings that generated conf files use, by file, named as the .spec files of Splunk 10.2.3 name them; a part in angle
 * brackets stands for anything. Grows with what the compiler writes; a test compares it with the whole list of settings.
 */
export const splunkSettings: Readonly<Record<string, readonly string[]>> = {
  'app.conf': [
    'author',
    'build',
    'check_for_updates',
    'description',
    'id',
    'is_configured',
    'is_visible',
    'label',
    'name',
    'reload.<conf_file_name>',
    'state',
    'supported_themes',
    'version',
  ],
  'authorize.conf': ['importRoles'],
  'collections.conf': ['enforceTypes', 'field.<name>', 'replicate'],
  'eventtypes.conf': ['description', 'search'],
  'inputs.conf': ['disabled', 'interval'],
  'macros.conf': ['args', 'definition', 'description'],
  'props.conf': [
    'CHARSET',
    'EVAL-<fieldname>',
    'FIELDALIAS-<class>',
    'KV_MODE',
    'LINE_BREAKER',
    'MAX_DAYS_AGO',
    'MAX_TIMESTAMP_LOOKAHEAD',
    'SHOULD_LINEMERGE',
    'TIME_FORMAT',
    'TIME_PREFIX',
    'TRUNCATE',
    'category',
    'description',
    'pulldown_type',
  ],
  'savedsearches.conf': [
    'action.<action_name>',
    'action.<action_name>.<parameter>',
    'alert.digest_mode',
    'alert.severity',
    'alert.suppress',
    'alert.suppress.fields',
    'alert.suppress.period',
    'alert.track',
    'allow_skew',
    'counttype',
    'cron_schedule',
    'description',
    'disabled',
    'dispatch.earliest_time',
    'dispatch.latest_time',
    'enableSched',
    'is_visible',
    'quantity',
    'realtime_schedule',
    'relation',
    'schedule_window',
    'search',
  ],
  'server.conf': ['conf_replication_include.<conf_file_name>'],
  'transforms.conf': [
    'case_sensitive_match',
    'collection',
    'default_match',
    'external_type',
    'fields_list',
    'filename',
    'match_type',
    'max_matches',
    'min_matches',
  ],
  'web.conf': ['methods', 'pattern'],
};

/** Whether a key of a conf file is one of these settings. */
export function isSplunkSetting(file: string, key: string): boolean {
  return (splunkSettings[file] ?? []).some((name) => settingPattern(name).test(key));
}

/** `action.<name>.<parameter>` as a pattern for keys. */
export function settingPattern(name: string): RegExp {
  const parts = name.split(/<[^>]+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
