/** Sigma's field names for the process creations that the data model holds. */

/** A process creation as a log has it: Sysmon 1 or Security 4688. */
export interface WindowsProcessCreation {
  readonly eventId: number;
  readonly provider: string;
  /** Empty or absent where the log does not say. */
  readonly channel?: string;
  readonly record?: number | null;
  /** The event's own fields by their Windows names. */
  readonly fields: Readonly<Record<string, string>>;
  /** What the reader of the log found out beyond the event's own fields. */
  readonly cim?: { readonly dest: string | null; readonly parent_process_path: string | null };
  /** True: `parent_process_path` comes from an earlier event. */
  readonly parentResolved?: boolean;
}

/** Sigma's names for what Security 4688 calls otherwise; the other fields keep their names. */
const sigmaNamesOf4688: Readonly<Record<string, string>> = {
  Image: 'NewProcessName',
  ParentImage: 'ParentProcessName',
  CommandLine: 'CommandLine',
  ProcessId: 'NewProcessId',
  ParentProcessId: 'ProcessId',
  LogonId: 'SubjectLogonId',
};

/** The names of the mandatory labels that Windows gives as SIDs. */
const integrityLevels: Readonly<Record<string, string>> = {
  'S-1-16-0': 'Untrusted',
  'S-1-16-4096': 'Low',
  'S-1-16-8192': 'Medium',
  'S-1-16-8448': 'Medium Plus',
  'S-1-16-12288': 'High',
  'S-1-16-16384': 'System',
  'S-1-16-20480': 'Protected',
};

/**
 * The event's fields under Sigma's names, with the host as `Computer`. A field that the event lacks is absent, one without
 * text is the empty string and `-` stays `-`; ParentImage is filled in where the reader has looked the parent up.
 */
export function sigmaFields(event: WindowsProcessCreation): Readonly<Record<string, string>> {
  const { eventId, provider, channel = '', record = null, fields, cim, parentResolved } = event;
  const parent = parentResolved === true ? (cim?.parent_process_path ?? null) : null;
  return {
    ...(cim === undefined || cim.dest === null ? {} : { Computer: cim.dest }),
    ...(channel === '' ? {} : { Channel: channel }),
    ...(record === null ? {} : { EventRecordID: String(record) }),
    ...fields,
    ...(eventId === 4688 ? fieldsOf4688(fields) : {}),
    ...(parent === null ? {} : { ParentImage: parent }),
    EventID: String(eventId),
    Provider_Name: provider,
  };
}

function fieldsOf4688(fields: Readonly<Record<string, string>>): Record<string, string> {
  const renamed = Object.entries(sigmaNamesOf4688).flatMap(([sigma, windows]) => {
    const value = fields[windows];
    return value === undefined ? [] : [[sigma, value] as const];
  });
  const { SubjectUserName: name, SubjectDomainName: domain, MandatoryLabel: label } = fields;
  return {
    ...Object.fromEntries(renamed),
    ...(name === undefined ? {} : { User: domain === undefined ? name : `${domain}\\${name}` }),
    ...(label === undefined ? {} : { IntegrityLevel: integrityLevels[label] ?? label }),
  };
}
