import { ownValue } from '../../core/own_value';
import { type JsonObject, objectAt, textAt } from './json_values';

/**
 * Winlogbeat's modules move what they know out of the event's own data into the fields of the Elastic Common Schema
 * (ECS 8, field sets process, user and hash): the same under Windows' names. Fields that are not there are left out.
 */
export function ecsFields(event: JsonObject, eventId: number): Readonly<Record<string, string>> {
  const process = objectAt(event, 'process');
  if (process === undefined) return {};
  const found = eventId === 4688 ? securityFields(event, process) : sysmonFields(event, process);
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

function sysmonFields(event: JsonObject, process: JsonObject): Readonly<Record<string, string>> {
  const parent = objectAt(process, 'parent') ?? {};
  const user = objectAt(event, 'user') ?? {};
  const [domain, name] = [textAt(user, 'domain'), textAt(user, 'name')];
  return {
    Image: textAt(process, 'executable'),
    CommandLine: textAt(process, 'command_line'),
    CurrentDirectory: textAt(process, 'working_directory'),
    ProcessGuid: textAt(process, 'entity_id'),
    ProcessId: textAt(process, 'pid'),
    OriginalFileName: textAt(objectAt(process, 'pe') ?? {}, 'original_file_name'),
    Hashes: hashesOf(process),
    ParentImage: textAt(parent, 'executable'),
    ParentCommandLine: textAt(parent, 'command_line'),
    ParentProcessGuid: textAt(parent, 'entity_id'),
    ParentProcessId: textAt(parent, 'pid'),
    User: domain === '' || name === '' ? name : `${domain}\\${name}`,
  };
}

function securityFields(event: JsonObject, process: JsonObject): Readonly<Record<string, string>> {
  const parent = objectAt(process, 'parent') ?? {};
  const user = objectAt(event, 'user') ?? {};
  return {
    NewProcessName: textAt(process, 'executable'),
    NewProcessId: textAt(process, 'pid'),
    CommandLine: textAt(process, 'command_line'),
    ParentProcessName: textAt(parent, 'executable'),
    ProcessId: textAt(parent, 'pid'),
    SubjectUserSid: textAt(user, 'id'),
    SubjectUserName: textAt(user, 'name'),
    SubjectDomainName: textAt(user, 'domain'),
  };
}

/** As Sysmon writes them: `MD5=…,SHA256=…,IMPHASH=…`. */
function hashesOf(process: JsonObject): string {
  const hashes = Object.entries(objectAt(process, 'hash') ?? {});
  const imphash = ownValue(objectAt(process, 'pe') ?? {}, 'imphash');
  return [...hashes, ['imphash', imphash] as const]
    .flatMap(([name, value]) => (typeof value === 'string' ? [`${name.toUpperCase()}=${value}`] : []))
    .join(',');
}
