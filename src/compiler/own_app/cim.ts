import type { ConfTable, Setting } from '../emit/setting';

/** How events of our own sourcetype become CIM and get Sigma's field names at search time (design decision 15). */

export const ownSourcetype = 'webshell_watch:process';
export const ownEventType = 'webshell_watch_process';

/** Fields of Sysmon 1 that keep their name once the prefix of the JSON object is off. */
const plainFields = [
  'Company',
  'CurrentDirectory',
  'Description',
  'FileVersion',
  'Hashes',
  'LogonGuid',
  'OriginalFileName',
  'ParentCommandLine',
  'ParentProcessGuid',
  'ParentUser',
  'ProcessGuid',
  'Product',
  'RuleName',
  'TerminalSessionId',
  'UtcTime',
  'NewProcessId',
  'NewProcessName',
  'ParentProcessName',
  'SubjectDomainName',
  'SubjectLogonId',
  'SubjectUserName',
  'SubjectUserSid',
  'TargetDomainName',
  'TargetLogonId',
  'TargetUserName',
  'TargetUserSid',
  'TokenElevationType',
  'MandatoryLabel',
] as const;

/** Sigma's name, what Sysmon 1 calls it, what Security 4688 calls it; Sigma's mapping for 4688. */
const mappedFields: readonly (readonly [name: string, sysmon: string, security: string])[] = [
  ['CommandLine', 'CommandLine', 'CommandLine'],
  ['Image', 'Image', 'NewProcessName'],
  ['LogonId', 'LogonId', 'SubjectLogonId'],
  ['ParentProcessId', 'ParentProcessId', 'ProcessId'],
  ['ProcessId', 'ProcessId', 'NewProcessId'],
];

/** Where process_log had to look the parent up, it stands on top, and not among the event's own fields. */
const parentExpression =
  "case(parent_resolved==\"true\", parent_process_path, event_id==4688, 'event.ParentProcessName', true(), 'event.ParentImage')";

/** Sigma names an account DOMAIN\name; 4688 has the two parts. */
const userExpression =
  "if(event_id==4688, if(isnull('event.SubjectDomainName'), 'event.SubjectUserName', 'event.SubjectDomainName'.\"\\\\\".'event.SubjectUserName'), 'event.User')";

/** 4688 gives the integrity level as a SID (winnt.h, mandatory label authority). */
const integrityLevels: readonly (readonly [sid: string, name: string])[] = [
  ['S-1-16-0', 'Untrusted'],
  ['S-1-16-4096', 'Low'],
  ['S-1-16-8192', 'Medium'],
  ['S-1-16-8448', 'Medium Plus'],
  ['S-1-16-12288', 'High'],
  ['S-1-16-16384', 'System'],
  ['S-1-16-20480', 'Protected'],
];

function integrityExpression(): string {
  const cases = integrityLevels.map(([sid, name]) => `'event.MandatoryLabel'=="${sid}", "${name}"`);
  return `if(event_id==4688, case(${cases.join(', ')}, true(), 'event.MandatoryLabel'), 'event.IntegrityLevel')`;
}

function propsSettings(): readonly Setting[] {
  const aliases = plainFields.map((name) => `event.${name} AS ${name}`).join(' ');
  const evals = mappedFields.map(([name, sysmon, security]): Setting => [
    `EVAL-${name}`,
    `if(event_id==4688, 'event.${security}', 'event.${sysmon}')`,
  ]);
  return [
    [
      'description',
      'Process creations that the input process_log reads: CIM fields on top, the original ones under event.',
    ],
    ['category', 'Application'],
    ['pulldown_type', 'true'],
    ['SHOULD_LINEMERGE', 'false'],
    ['LINE_BREAKER', '([\\r\\n]+)'],
    ['TRUNCATE', '0'],
    ['CHARSET', 'UTF-8'],
    ['TIME_PREFIX', '"_time":\\s*'],
    ['TIME_FORMAT', '%s.%6N'],
    ['MAX_TIMESTAMP_LOOKAHEAD', '32'],
    ['MAX_DAYS_AGO', '10951'],
    ['KV_MODE', 'json'],
    ['FIELDALIAS-webshell_watch_event', aliases],
    ['EVAL-EventID', 'event_id'],
    ['EVAL-Provider_Name', 'provider'],
    ['EVAL-Channel', 'channel'],
    ['EVAL-EventRecordID', 'record'],
    ...evals,
    ['EVAL-Computer', 'dest'],
    ['EVAL-ParentImage', parentExpression],
    ['EVAL-User', userExpression],
    ['EVAL-IntegrityLevel', integrityExpression()],
  ];
}

/** props.conf, eventtypes.conf and tags.conf. */
export function cimTables(): readonly ConfTable[] {
  return [
    { file: 'props.conf', stanzas: [{ name: ownSourcetype, settings: propsSettings() }] },
    {
      file: 'eventtypes.conf',
      stanzas: [
        {
          name: ownEventType,
          settings: [
            ['search', `sourcetype="${ownSourcetype}"`],
            ['description', 'Process creations that the input process_log wrote.'],
          ],
        },
      ],
    },
    {
      file: 'tags.conf',
      stanzas: [
        {
          name: `eventtype=${ownEventType}`,
          settings: [
            ['process', 'enabled'],
            ['report', 'enabled'],
          ],
        },
      ],
    },
  ];
}
