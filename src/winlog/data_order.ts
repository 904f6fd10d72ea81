import { isoSeconds } from './times';

/** The data of the two process creations in the order in which Windows has them, for logs that give the values alone. */

/** Sysmon's event 1 in its latest form (schema 4.81). */
const SYSMON = [
  'RuleName', 'UtcTime', 'ProcessGuid', 'ProcessId', 'Image', 'FileVersion', 'Description', 'Product', 'Company',
  'OriginalFileName', 'CommandLine', 'CurrentDirectory', 'User', 'LogonGuid', 'LogonId', 'TerminalSessionId',
  'IntegrityLevel', 'Hashes', 'ParentProcessGuid', 'ParentProcessId', 'ParentImage', 'ParentCommandLine', 'ParentUser',
] as const; // prettier-ignore

/** Security 4688, version 2: version 0 ends behind ProcessId, version 1 behind CommandLine. */
const SECURITY = [
  'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'NewProcessId', 'NewProcessName',
  'TokenElevationType', 'ProcessId', 'CommandLine', 'TargetUserSid', 'TargetUserName', 'TargetDomainName',
  'TargetLogonId', 'ParentProcessName', 'MandatoryLabel',
] as const; // prettier-ignore

/** What later versions of Sysmon added, the newest first. */
const ADDED = [
  ['ParentUser'],
  ['OriginalFileName'],
  ['RuleName'],
  ['FileVersion', 'Description', 'Product', 'Company'],
] as const;

const sysmonOrders: ReadonlyMap<number, readonly string[]> = new Map(
  ADDED.reduce<readonly (readonly string[])[]>(
    (orders, added) => [...orders, (orders.at(-1) ?? []).filter((name) => !added.some((one) => one === name))],
    [SYSMON],
  ).map((names) => [names.length, names]),
);
const securityOrders: ReadonlyMap<number, readonly string[]> = new Map(
  [8, 9, SECURITY.length].map((count) => [count, SECURITY.slice(0, count)]),
);

/** The names of the data of a process creation; none for another event. */
export function dataNames(eventId: number): readonly string[] {
  return eventId === 1 ? SYSMON : eventId === 4688 ? SECURITY : [];
}

/** The values of a process creation by their names; nothing where they are not as many as in any version, or look otherwise. */
export function namedByOrder(eventId: number, values: readonly string[]): Readonly<Record<string, string>> {
  const names = orderOf(eventId, values.length);
  if (names === undefined) return {};
  const fields = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  const fits =
    eventId === 1 ? isoSeconds(fields.UtcTime ?? '') !== null : /^(?:0x[\da-f]+|\d+)$/i.test(fields.NewProcessId ?? '');
  return fits ? fields : {};
}

function orderOf(eventId: number, count: number): readonly string[] | undefined {
  return eventId === 1 ? sysmonOrders.get(count) : eventId === 4688 ? securityOrders.get(count) : undefined;
}
