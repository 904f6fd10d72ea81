/**
 * The data models that searches name: those of the Common Information Model (5 to 8) and of Enterprise Security, their datasets
 * and the fields that these documents list. Endpoint.Processes is told exactly, in model.ts.
 */
export interface DataModel {
  /** Datasets by name, the roots and what hangs below them. */
  readonly datasets: readonly string[];
  /** The fields of all its datasets; empty where none are listed. */
  readonly fields: readonly string[];
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Fields that the asset and identity lists add, for each of these prefixes. */
const enriched = (...prefixes: readonly string[]): readonly string[] =>
  prefixes.flatMap((prefix) => [prefix, ...['bunit', 'category', 'priority'].map((end) => `${prefix}_${end}`)]);

const ofAll = words('action app cim_entity_zone eventtype signature signature_id src_user status tag vendor_product');

const model = (datasets: string, fields: string, ...prefixes: readonly string[]): DataModel => ({
  datasets: words(datasets),
  fields: fields === '' ? [] : [...new Set([...ofAll, ...words(fields), ...enriched(...prefixes)])],
});

const traffic =
  'app_id bytes bytes_in bytes_out channel dest_host dest_interface dest_ip dest_mac dest_name dest_port dest_translated_ip dest_translated_port dest_zone direction duration dvc_ip dvc_mac dvc_zone flow_id icmp_code icmp_type packets packets_in packets_out process_id protocol protocol_version response_time rule rule_id session_id src_host src_interface src_ip src_mac src_name src_port src_translated_ip src_translated_port src_zone ssid tcp_flag tos transport ttl user_id vlan wifi';

export const dataModels: Readonly<Record<string, DataModel>> = {
  Alerts: model(
    'Alerts',
    'body description dest_type id mitre_technique_id severity severity_id src_type type user_name',
    'dest',
    'src',
    'user',
  ),
  Application_State: model('All_Application_State Ports Processes Services', ''),
  Authentication: model(
    'Authentication Default_Authentication Failed_Authentication Failed_Default_Authentication Insecure_Authentication Privileged_Authentication Failed_Privileged_Authentication Successful_Authentication Successful_Default_Authentication Successful_Privileged_Authentication',
    'authentication_method authentication_service dest_nt_domain dest_port duration dvc method object reason response_time session_id src_ip src_nt_domain src_user_id src_user_role src_user_type user_agent user_id user_name user_role user_type vendor_account vendor_region',
    'dest',
    'src',
    'src_user',
    'user',
  ),
  Certificates: model('All_Certificates SSL', ''),
  Change: model(
    'All_Changes Account_Management Accounts_Created Accounts_Deleted Account_Lockouts Accounts_Updated Auditing_Changes Endpoint_Changes Endpoint_Restarts Other_Endpoint_Changes Network_Changes Device_Restarts Instance_Changes',
    'change_type command dest_ip_range dest_nt_domain dest_port_range device_restarts direction dvc image_id instance_type object object_attrs object_category object_id object_path protocol result result_id rule_action src_ip src_ip_range src_nt_domain src_port_range src_user_name src_user_type user_agent user_id user_name user_type vendor_account vendor_product_id vendor_region',
    'dest',
    'src',
    'src_user',
    'user',
  ),
  Change_Analysis: model(
    'All_Changes Account_Management Auditing_Changes Endpoint_Changes Filesystem_Changes Registry_Changes Network_Changes',
    '',
  ),
  Compute_Inventory: model('All_Inventory CPU Memory Network Storage OS User Virtual_OS Snapshot Tools', ''),
  DLP: model('DLP_Incidents', ''),
  Data_Access: model('Data_Access', ''),
  Databases: model('All_Databases Database_Instance Database_Query', ''),
  Domain_Analysis: model('All_Domains', ''),
  Email: model(
    'All_Email Delivery Content Filtering',
    'attachment_type delay dvc duration file_hash file_name file_size filter_action filter_score internal_message_id message_id message_info orig_dest orig_recipient orig_src process process_id protocol recipient recipient_count recipient_domain recipient_status response_time retries return_addr size src_user_domain status_code subject url user xdelay xref',
    'dest',
    'src',
    'src_user',
    'user',
  ),
  Endpoint: model(
    'Ports Processes Services Filesystem Registry',
    'creation_time description dest_is_expected dest_port dest_requires_av dest_should_timesync dest_should_update file_access_time file_acl file_create_time file_hash file_modify_time file_name file_path file_size original_file_name os parent_process parent_process_exec parent_process_guid parent_process_id parent_process_name parent_process_path process process_exec process_guid process_hash process_id process_integrity_level process_name process_path registry_hive registry_key_name registry_path registry_value_data registry_value_name registry_value_text registry_value_type service service_dll service_dll_hash service_dll_path service_dll_signature_exists service_dll_signature_verified service_exec service_hash service_id service_name service_path service_signature_exists service_signature_verified src_port src_requires_av src_should_timesync src_should_update start_mode state transport transport_dest_port user_id',
    'dest',
    'src',
    'user',
  ),
  Event_Signatures: model('Signatures', ''),
  Identity_Management: model('All_Assets All_Identities Expired_Identity_Activity', ''),
  Incident_Management: model('All_Incidents Notable_Events Suppressed_Notable_Events Incident_Review', ''),
  Interprocess_Messaging: model('All_Interprocess_Messaging', ''),
  Intrusion_Detection: model(
    'IDS_Attacks Application_Intrusion_Detection Host_Intrusion_Detection Network_Intrusion_Detection',
    '',
  ),
  JVM: model('JVM Threading Runtime OS Compilation Classloading Memory', ''),
  Malware: model('Malware_Attacks Allowed_Malware Blocked_Malware Quarantined_Malware Malware_Operations', ''),
  Network_Resolution: model(
    'DNS',
    'additional_answer_count answer answer_count authority_answer_count dest_port duration flow_id message_type name query query_count query_type record_type reply_code reply_code_id response_time src_port transaction_id transport ttl',
    'dest',
    'src',
  ),
  Network_Sessions: model(
    'All_Sessions DHCP Session_Start Session_End VPN',
    'action dest_dns dest_ip dest_mac dest_nt_host dest_priority duration dvc lease_duration lease_scope response_time src_dns src_ip src_mac src_nt_host',
    'dest',
    'src',
    'user',
  ),
  Network_Traffic: model(
    'All_Traffic Traffic_By_Action Allowed_Traffic Blocked_Traffic',
    traffic,
    'dest',
    'dvc',
    'src',
    'user',
  ),
  Performance: model('All_Performance CPU Facilities Memory Storage Network OS Timesync Uptime', ''),
  Risk: model('All_Risk', ''),
  Splunk_Audit: model(
    'Audit Datamodel_Acceleration Modular_Actions Modular_Action_Invocations Scheduler_Activity Search_Activity View_Activity Web_Service_Errors',
    '',
  ),
  Splunk_CIM_Validation: model('', ''),
  Threat_Intelligence: model('Threat_Activity', ''),
  Ticket_Management: model('All_Ticket_Management Change Incident Problem', ''),
  UEBA: model('All_UEBA_Events UEBA_Anomalies UEBA_Threats', ''),
  Updates: model(
    'Updates Available_Updates Installed_Updates Restart_Required_Updates Update_Errors',
    'dest_should_update dvc file_hash file_name severity severity_id',
    'dest',
  ),
  Vulnerabilities: model(
    'Vulnerabilities High_Critical_Vulnerabilities High_Or_Critical_Vulnerabilities Medium_Vulnerabilities Low_Or_Informational_Vulnerabilities',
    'bugtraq category cert cve cvss dvc msft mskb severity severity_id url xref',
    'dest',
    'dvc',
    'user',
  ),
  Web: model(
    'Web Proxy Storage',
    'bytes bytes_in bytes_out cached category cookie dest_ip dest_port duration error_code http_content_type http_method http_referrer http_referrer_domain http_user_agent http_user_agent_length operation response_time site src_ip src_port storage_name uri_path uri_query url url_domain url_length user_id',
    'dest',
    'src',
    'user',
  ),
  internal_audit_logs: model('Audit searches modify', ''),
  internal_server: model('server', ''),
};

const cimFields: ReadonlySet<string> = new Set(Object.values(dataModels).flatMap(({ fields }) => fields));

/** Whether one of the data models has a field of this name: add-ons give it to raw events too. */
export function isCimField(name: string): boolean {
  return cimFields.has(name);
}
