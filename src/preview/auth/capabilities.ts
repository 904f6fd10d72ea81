/** What roles may do: the capabilities that the preview checks, after authorize.conf's names. */

const userCapabilities = [
  'accelerate_search',
  'change_own_password',
  'export_results_is_visible',
  'get_metadata',
  'get_typeahead',
  'input_file',
  'list_accelerate_search',
  'list_inputs',
  'list_metrics_catalog',
  'list_tokens_own',
  'output_file',
  'pattern_detect',
  'rest_apps_view',
  'rest_properties_get',
  'rest_properties_set',
  'run_collect',
  'run_custom_command',
  'run_dump',
  'run_mcollect',
  'search',
  'upload_lookup_files',
] as const;

const powerCapabilities = [
  'edit_messages',
  'edit_sourcetypes',
  'embed_report',
  'rtsearch',
  'schedule_search',
  'edit_own_objects',
] as const;

const adminCapabilities = [
  'admin_all_objects',
  'accelerate_datamodel',
  'change_authentication',
  'delete_messages',
  'dispatch_rest_to_indexers',
  'edit_forwarders',
  'edit_httpauths',
  'edit_indexer_cluster',
  'edit_input_defaults',
  'edit_kvstore',
  'edit_local_apps',
  'edit_modinput_process_log',
  'edit_monitor',
  'edit_own_objects',
  'edit_restmap',
  'edit_roles',
  'edit_scripted',
  'edit_search_schedule_priority',
  'edit_search_scheduler',
  'edit_search_server',
  'edit_server',
  'edit_splunktcp',
  'edit_storage_passwords',
  'edit_tcp',
  'edit_tokens_all',
  'edit_tokens_own',
  'edit_tokens_settings',
  'edit_udp',
  'edit_user',
  'edit_view_html',
  'edit_web_settings',
  'indexes_edit',
  'list_all_objects',
  'list_settings',
  'list_storage_passwords',
  'list_tokens_all',
  'list_users',
  'list_all_roles',
  'list_all_users',
  'restart_splunkd',
  'rest_apps_management',
  'srchFilter_bypass',
  'web_debug',
] as const;

export interface BuiltInRole {
  readonly imports: readonly string[];
  readonly capabilities: readonly string[];
}

/** Splunk's own roles, as far as the preview knows what they allow; an app's authorize.conf adds to them. */
export const builtInRoles: Readonly<Record<string, BuiltInRole>> = {
  user: { imports: [], capabilities: userCapabilities },
  power: { imports: ['user'], capabilities: powerCapabilities },
  admin: { imports: ['power', 'user'], capabilities: adminCapabilities },
  sc_admin: { imports: ['power', 'user'], capabilities: adminCapabilities },
  can_delete: { imports: [], capabilities: ['delete_by_keyword'] },
};
