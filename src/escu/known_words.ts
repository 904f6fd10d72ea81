/** Words that contentctl's schema and published detections use; others are taken as they are, slips of these are told. */

/** `asset_type`. */
export const assetTypes = [
  ...[
    'Endpoint',
    'Windows',
    'Linux',
    'Network',
    'Infrastructure',
    'Identity',
    'Account',
    'Web Server',
    'Web Application',
  ],
  ...[
    'Web Proxy',
    'VPN Appliance',
    'Domain Server',
    'Database Server',
    'DNS Servers',
    'Cloud Instance',
    'GSuite',
    'GDrive',
  ],
  ...['AWS Account', 'AWS Instance', 'AWS Federated Account', 'Azure Active Directory', 'Azure Tenant', 'Okta Tenant'],
  ...['O365 Tenant', 'Kubernetes', 'S3 Bucket', 'EC2 Snapshot', 'GitHub', 'CircleCI', 'Cloud Compute Instance', 'GCP'],
] as const;

/** `product`. */
export const products = [
  'Splunk Enterprise',
  'Splunk Enterprise Security',
  'Splunk Cloud',
  'Splunk Security Analytics for AWS',
  'Splunk Behavioral Analytics',
] as const;

/** `role` of an observable (v4). */
export const observableRoles = [
  ...['Victim', 'Attacker', 'Actor', 'Target', 'Observer', 'Parent Process', 'Child Process', 'Known Bad', 'Data Loss'],
  ...['Other', 'Unknown'],
] as const;

/** `type` of an observable (v4). */
export const observableTypes = [
  ...['User', 'User Name', 'Username', 'Hostname', 'Endpoint', 'Device', 'IP Address', 'MAC Address', 'Email Address'],
  ...[
    'Email',
    'URL',
    'URL String',
    'File',
    'File Name',
    'File Hash',
    'Process',
    'Process Name',
    'Registry Key',
    'Container',
  ],
  ...['Registry Value', 'Geo Location', 'Resource UID', 'Other', 'Unknown'],
] as const;

/** `type` of a threat object (v5 and v6). */
export const threatTypes = [
  ...[
    'certificate_common_name',
    'certificate_organization',
    'certificate_serial',
    'certificate_unit',
    'command',
    'domain',
  ],
  ...[
    'email_address',
    'email_subject',
    'file_hash',
    'file_name',
    'file_path',
    'http_user_agent',
    'ip_address',
    'process',
  ],
  ...['process_name', 'parent_process', 'parent_process_name', 'process_hash', 'registry_path', 'registry_value_name'],
  ...['registry_value_text', 'service', 'signature', 'system', 'tls_hash', 'url'],
] as const;
