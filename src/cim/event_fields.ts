import { editDistance } from '../core/suggest';

/** Field names of Windows' logs as Splunk has them, for telling a slip from a name: Sysmon's schema, Security and PowerShell. */

const sysmon = [
  ...['UtcTime', 'ProcessGuid', 'ProcessId', 'Image', 'FileVersion', 'Description', 'Product', 'Company', 'RuleName'],
  ...['OriginalFileName', 'CommandLine', 'CurrentDirectory', 'User', 'LogonGuid', 'LogonId', 'TerminalSessionId'],
  ...[
    'IntegrityLevel',
    'Hashes',
    'ParentProcessGuid',
    'ParentProcessId',
    'ParentImage',
    'ParentCommandLine',
    'ParentUser',
  ],
  ...[
    'TargetFilename',
    'CreationUtcTime',
    'PreviousCreationUtcTime',
    'Protocol',
    'Initiated',
    'SourceIp',
    'SourceHostname',
  ],
  ...['SourcePort', 'SourcePortName', 'DestinationIp', 'DestinationHostname', 'DestinationPort', 'DestinationPortName'],
  ...[
    'ImageLoaded',
    'Signed',
    'Signature',
    'SignatureStatus',
    'SourceProcessGuid',
    'SourceProcessGUID',
    'SourceProcessId',
    'SourceImage',
  ],
  ...[
    'TargetProcessGuid',
    'TargetProcessId',
    'TargetImage',
    'NewThreadId',
    'StartAddress',
    'StartModule',
    'StartFunction',
  ],
  ...['SourceThreadId', 'GrantedAccess', 'CallTrace', 'EventType', 'TargetObject', 'Details', 'NewName', 'PipeName'],
  ...['Operation', 'EventNamespace', 'Consumer', 'Destination', 'QueryName', 'QueryStatus', 'QueryResults', 'Archived'],
  ...['SourceUser', 'TargetUser', 'Contents', 'TargetProcessGUID', 'Device', 'Configuration', 'State'],
];

const security = [
  ...['SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'TargetUserSid', 'TargetUserName'],
  ...['TargetDomainName', 'TargetLogonId', 'TargetSid', 'TargetServerName', 'NewProcessId', 'NewProcessName'],
  ...['ParentProcessName', 'TokenElevationType', 'MandatoryLabel', 'LogonType', 'LogonProcessName', 'WorkstationName'],
  ...['AuthenticationPackageName', 'IpAddress', 'IpPort', 'ProcessName', 'ObjectName', 'ObjectType', 'ObjectServer'],
  ...['AccessMask', 'AccessList', 'Accesses', 'HandleId', 'ServiceName', 'ServiceType', 'ServiceAccount', 'ServiceSid'],
  ...[
    'ServiceFileName',
    'ImagePath',
    'StartType',
    'ShareName',
    'ShareLocalPath',
    'RelativeTargetName',
    'PrivilegeList',
  ],
  ...['TicketEncryptionType', 'TicketOptions', 'PreAuthType', 'FailureReason', 'SubStatus', 'TaskName', 'TaskContent'],
  ...[
    'SamAccountName',
    'MemberName',
    'MemberSid',
    'OldTargetUserName',
    'NewTargetUserName',
    'AttributeLDAPDisplayName',
  ],
  ...['AttributeValue', 'ObjectDN', 'ObjectClass', 'ObjectGUID', 'OperationType', 'Properties'],
];

const powershell = [
  'ScriptBlockText',
  'ScriptBlockId',
  'MessageNumber',
  'MessageTotal',
  'Payload',
  'ContextInfo',
  'Path',
];

const header = [
  ...[
    'EventCode',
    'EventID',
    'EventRecordID',
    'Channel',
    'Computer',
    'ComputerName',
    'Level',
    'Keywords',
    'Opcode',
    'Task',
  ],
  ...[
    'TimeCreated',
    'UserID',
    'Version',
    'Message',
    'ProcessID',
    'ThreadID',
    'Name',
    'Guid',
    'SystemTime',
    'TaskCategory',
  ],
  ...['OpCode', 'RecordNumber', 'SourceName', 'LogName', 'Type', 'Sid', 'SidType', 'EventDescription'],
];

/** The fields of Sysmon, Security and PowerShell events. */
export const windowsEventFields: readonly string[] = [...new Set([...header, ...sysmon, ...security, ...powershell])];

const lists: readonly string[] = ['Accesses', 'AccessList', 'Keywords', 'Message', 'PrivilegeList', 'Properties'];

/** Those of them that have one value in an event. */
export const singleValuedFields: ReadonlySet<string> = new Set(
  windowsEventFields.filter((name) => !lists.includes(name)),
);

/** What every event has in Splunk. */
export const indexedFields: readonly string[] = ['index', 'source', 'sourcetype', 'eventtype'];

const internalFields = ['_time', '_raw', '_indextime'];

/** The internal field that a name beginning with `_` nearly is; undefined for all others, which indexers and apps may have. */
export function slipOfInternal(name: string): string | undefined {
  if (!name.startsWith('_') || internalFields.includes(name)) return undefined;
  return internalFields.find((other) => editDistance(name.toLowerCase(), other, 1) <= 1);
}
