import { ownValue } from '../core/own_value';
import { nameOrFromCommand, orUnknown } from './evals';
import type { ProcessFields } from './process';

/** Windows' own field names → Endpoint.Processes, for the two events that say that a process was created. */

export type ProcessCreation = 'sysmon1' | 'security4688';

type WindowsFields = Readonly<Record<string, string>>;

const mappers: Readonly<Record<ProcessCreation, (fields: WindowsFields, dest: string) => ProcessFields>> = {
  sysmon1: fromSysmon,
  security4688: fromSecurity,
};

/** The CIM row of an event, the model's evals applied. `dest` is the event's Computer. */
export function processFields(kind: ProcessCreation, fields: WindowsFields, dest: string): ProcessFields {
  return mappers[kind](fields, dest);
}

function fromSysmon(fields: WindowsFields, dest: string): ProcessFields {
  const path = valueOf(fields, 'Image');
  const parentPath = valueOf(fields, 'ParentImage');
  const command = valueOf(fields, 'CommandLine');
  const parentCommand = valueOf(fields, 'ParentCommandLine');
  return {
    dest: orUnknown(dest),
    user: orUnknown(withoutDomain(valueOf(fields, 'User'))),
    action: 'allowed',
    vendor_product: 'Microsoft Sysmon',
    process: orUnknown(command),
    process_name: nameOrFromCommand(lastPart(path), command),
    process_path: path,
    process_exec: null,
    process_id: idOf(fields, 'ProcessId'),
    process_guid: valueOf(fields, 'ProcessGuid'),
    process_hash: valueOf(fields, 'Hashes'),
    process_integrity_level: integrityLevel(valueOf(fields, 'IntegrityLevel')),
    process_current_directory: valueOf(fields, 'CurrentDirectory'),
    original_file_name: orUnknown(valueOf(fields, 'OriginalFileName')),
    parent_process: orUnknown(parentCommand),
    parent_process_name: nameOrFromCommand(lastPart(parentPath), parentCommand),
    parent_process_path: parentPath,
    parent_process_exec: null,
    parent_process_id: idOf(fields, 'ParentProcessId'),
    parent_process_guid: valueOf(fields, 'ParentProcessGuid'),
    user_id: null,
    parent_user: orUnknown(withoutDomain(valueOf(fields, 'ParentUser'))),
    os: null,
  };
}

function fromSecurity(fields: WindowsFields, dest: string): ProcessFields {
  const path = valueOf(fields, 'NewProcessName');
  const parentPath = valueOf(fields, 'ParentProcessName');
  const command = valueOf(fields, 'CommandLine');
  const hasTarget = accountOf(fields, 'TargetUserName') !== null;
  return {
    dest: orUnknown(dest),
    user: orUnknown(accountOf(fields, hasTarget ? 'TargetUserName' : 'SubjectUserName')),
    action: 'allowed',
    vendor_product: 'Microsoft Windows',
    process: orUnknown(command),
    process_name: nameOrFromCommand(lastPart(path), command),
    process_path: path,
    process_exec: null,
    process_id: idOf(fields, 'NewProcessId'),
    process_guid: null,
    process_hash: null,
    process_integrity_level: integrityLevel(valueOf(fields, 'MandatoryLabel')),
    process_current_directory: null,
    original_file_name: 'unknown',
    parent_process: 'unknown',
    parent_process_name: nameOrFromCommand(lastPart(parentPath), null),
    parent_process_path: parentPath,
    parent_process_exec: null,
    parent_process_id: idOf(fields, 'ProcessId'),
    parent_process_guid: null,
    user_id: valueOf(fields, hasTarget ? 'TargetUserSid' : 'SubjectUserSid'),
    parent_user: 'unknown',
    os: null,
  };
}

function valueOf(fields: WindowsFields, name: string): string | null {
  const value = ownValue(fields, name);
  return value === undefined || value === '' ? null : value;
}

function accountOf(fields: WindowsFields, name: string): string | null {
  const value = valueOf(fields, name);
  return value === '-' ? null : value;
}

/** The part behind the last `\` or `/`. */
export function lastPart(path: string | null): string | null {
  return path === null ? null : path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}

function withoutDomain(user: string | null): string | null {
  return user === null ? null : user.slice(user.lastIndexOf('\\') + 1);
}

/** A process id as a number, whether it is written 484, 0x1e4 or 0x00000000000001e4; null when it is no number. */
export function processId(text: string | null): number | null {
  if (text === null || !/^\s*(?:0x[0-9a-f]+|\d+)\s*$/i.test(text)) return null;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : null;
}

function idOf(fields: WindowsFields, name: string): number | null {
  return processId(valueOf(fields, name));
}

// The last part of S-1-16-x ([MS-DTYP], well-known SIDs, mandatory labels).
const LEVELS: Readonly<Record<string, string>> = {
  '0': 'untrusted',
  '4096': 'low',
  '8192': 'medium',
  '8448': 'medium plus',
  '12288': 'high',
  '16384': 'system',
  '20480': 'protected process',
};

/** An integrity level's name in lower case: as written, or from the label's SID, or from `Mandatory Label\High …`. */
function integrityLevel(text: string | null): string | null {
  if (text === null) return null;
  const sid = /^S-1-16-(\d+)$/.exec(text);
  if (sid !== null) return LEVELS[sid[1] ?? ''] ?? text.toLowerCase();
  const rendered = /^Mandatory Label\\(.*?)(?: Mandatory Level)?$/i.exec(text);
  return (rendered?.[1] ?? text).toLowerCase();
}
