import { canaryVendorProduct } from '../../inputs/canary/definition';
import type { AppIdentity } from '../app_identity';
import type { Setting, Stanza } from '../emit/setting';
import { notCanaryMacro } from './macro_names';

/** What of the app belongs to the input `canary`: how the rules leave its events out, and its own two alerts. */

const overdueMacro = 'webshell_watch_canary_overdue';

/** NOT, and no `!=`: an event without vendor_product is no canary. */
export const canaryMacros: readonly Stanza[] = [
  {
    name: notCanaryMacro,
    settings: [
      ['definition', `(NOT Processes.vendor_product="${canaryVendorProduct}")`],
      ['description', 'Leaves the events of the input canary out of tstats searches over Endpoint.Processes.'],
    ],
  },
  {
    name: overdueMacro,
    settings: [
      ['definition', '7200'],
      ['description', 'After how many seconds a canary counts as missing: twice the interval of the input canary.'],
    ],
  },
];

/** The same for searches over raw events. */
export const notCanaryEvent = `NOT vendor_product="${canaryVendorProduct}"`;

const canaries = [
  '| tstats `security_content_summariesonly` count max(_time) as last_seen',
  `from datamodel=Endpoint.Processes where Processes.vendor_product="${canaryVendorProduct}"`,
];

const seenSearch = [
  ...canaries,
  'by Processes.dest Processes.parent_process_name Processes.process_name',
  '| `drop_dm_object_name("Processes")`',
].join('\n');

/** A host that stopped sending, and a chain that brought nothing at all: then one row says so. */
const missingSearch = [
  ...canaries,
  'by Processes.dest',
  '| `drop_dm_object_name("Processes")`',
  '| appendpipe [ stats count as hosts | where hosts=0 | eval dest="no host at all", last_seen=0 ]',
  `| where now()-last_seen > \`${overdueMacro}\``,
  '| fields dest last_seen count',
].join('\n');

/** Both off until the input is on. */
export function canaryStanzas(app: AppIdentity): readonly Stanza[] {
  return [
    {
      name: `${app.label} - Canary seen`,
      settings: [
        [
          'description',
          'The canary came through: input, tags, data model, search and alert work. Enable it with the input canary.',
        ],
        ['search', seenSearch],
        ...alert('41 * * * *', '-65m@m', '2', '86400s'),
      ],
    },
    {
      name: `${app.label} - Canary missing`,
      settings: [
        [
          'description',
          'No canary for longer than the macro webshell_watch_canary_overdue says, from a host that sent one in the last week or from any host: somewhere between input and alert the chain is broken.',
        ],
        ['search', missingSearch],
        ...alert('46 * * * *', '-7d@h', '5', '14400s'),
      ],
    },
  ];
}

function alert(cron: string, earliest: string, severity: string, period: string): readonly Setting[] {
  return [
    ['disabled', '1'],
    ['enableSched', '1'],
    ['cron_schedule', cron],
    ['dispatch.earliest_time', earliest],
    ['dispatch.latest_time', 'now'],
    ['schedule_window', 'auto'],
    ['realtime_schedule', '0'],
    ['is_visible', '1'],
    ['counttype', 'number of events'],
    ['relation', 'greater than'],
    ['quantity', '0'],
    ['alert.track', '1'],
    ['alert.severity', severity],
    ['alert.digest_mode', '0'],
    ['alert.suppress', '1'],
    ['alert.suppress.fields', 'dest'],
    ['alert.suppress.period', period],
  ];
}
