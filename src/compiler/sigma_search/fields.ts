/** Where a rule's fields are found: in Endpoint.Processes, or in the events themselves. */

/** A field of the search that stands for a field of the rule. */
export interface Binding {
  /** Its name in `tstats where` or in the raw search. */
  readonly search: string;
  /** Its name in the commands behind. */
  readonly result: string;
  /** What the search sees where the event has no value: `unknown` is what the data model writes, `absent` nothing. */
  readonly missing: 'unknown' | 'absent';
  /** What the commands behind see where the event has no value. */
  readonly missingText: 'unknown' | 'null';
  /** An empty value stays one; in CIM it is as good as missing. */
  readonly keepsEmpty: boolean;
  /** Only decimal numbers stand in it. */
  readonly numeric: boolean;
  /** The search sees it in lower case, whatever the event said. */
  readonly lowerCase: boolean;
}

/** Gives the binding of a rule's field, or undefined where there is none. */
export type Bind = (field: string) => Binding | undefined;

interface CimField {
  readonly name: string;
  /** The model's eval fills null and empty with "unknown" (reference: dataset Endpoint.Processes, calculated fields). */
  readonly filled: boolean;
  readonly numeric?: boolean;
  readonly lowerCase?: boolean;
}

/**
 * Sigma's process_creation fields that CIM's Endpoint.Processes holds unchanged. `User` is not among them: Sigma's is
 * DOMAIN\name and CIM's the name alone; nor are Description, Product, Company and the like, which CIM lacks.
 */
export const cimFields: Readonly<Record<string, CimField>> = {
  Computer: { name: 'dest', filled: true },
  Image: { name: 'process_path', filled: false },
  CommandLine: { name: 'process', filled: true },
  CurrentDirectory: { name: 'process_current_directory', filled: false },
  OriginalFileName: { name: 'original_file_name', filled: true },
  Hashes: { name: 'process_hash', filled: false },
  IntegrityLevel: { name: 'process_integrity_level', filled: false, lowerCase: true },
  ProcessId: { name: 'process_id', filled: false, numeric: true },
  ProcessGuid: { name: 'process_guid', filled: false },
  ParentImage: { name: 'parent_process_path', filled: false },
  ParentCommandLine: { name: 'parent_process', filled: true },
  ParentProcessId: { name: 'parent_process_id', filled: false, numeric: true },
  ParentProcessGuid: { name: 'parent_process_guid', filled: false },
};

/** The fields of Windows process creations (Sysmon 1, and Security 4688 under Sigma's names). */
export const windowsFields: readonly string[] = [
  ...[
    'Image',
    'CommandLine',
    'ParentImage',
    'ParentCommandLine',
    'OriginalFileName',
    'Description',
    'Product',
    'Company',
  ],
  ...['FileVersion', 'Hashes', 'CurrentDirectory', 'User', 'ParentUser', 'IntegrityLevel', 'LogonId', 'LogonGuid'],
  ...['ProcessId', 'ProcessGuid', 'ParentProcessId', 'ParentProcessGuid', 'TerminalSessionId', 'RuleName', 'UtcTime'],
  ...[
    'Computer',
    'Provider_Name',
    'EventID',
    'Channel',
    'EventRecordID',
    'NewProcessName',
    'NewProcessId',
    'ParentProcessName',
    'MandatoryLabel',
  ],
  ...['SubjectUserName', 'SubjectDomainName', 'SubjectUserSid', 'SubjectLogonId', 'TargetUserName', 'TargetDomainName'],
  ...['TargetUserSid', 'TargetLogonId', 'TokenElevationType'],
];

const PREFIX = 'Processes.';

/** Fields as `tstats` names them in Endpoint.Processes; `null` is what fillnull_value writes. */
export const bindToDataModel: Bind = (field) => {
  const found = Object.hasOwn(cimFields, field) ? cimFields[field] : undefined;
  if (found === undefined) return undefined;
  return {
    search: PREFIX + found.name,
    result: found.name,
    missing: found.filled ? 'unknown' : 'absent',
    missingText: found.filled ? 'unknown' : 'null',
    keepsEmpty: false,
    numeric: found.numeric ?? false,
    lowerCase: found.lowerCase ?? false,
  };
};

/** Fields of the events themselves, by their Windows names. */
export const bindToEvents: Bind = (field) => ({
  search: field,
  result: field,
  missing: 'absent',
  missingText: 'null',
  keepsEmpty: true,
  numeric: false,
  lowerCase: false,
});
