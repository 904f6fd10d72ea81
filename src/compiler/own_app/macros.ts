import type { Detection } from '../detection';
import type { Setting, Stanza } from '../emit/setting';
import { canaryMacros, notCanaryEvent } from './canary';
import { webServersMacro } from './macro_names';
import { webServerCondition } from './web_servers';

/** The macros that an app of ours brings besides the filters of its detections. */

const settingsPage = 'Settings > Advanced search > Search macros: the change is kept in local/ and survives upgrades.';
const editHint = `To change it, open ${settingsPage}`;
const editOnPage = `To change it, open the Filter page, or ${settingsPage}`;

const shipped: readonly Stanza[] = [
  {
    name: webServersMacro,
    settings: [
      ['definition', webServerCondition()],
      [
        'description',
        `Which parents count as web servers: a condition over Endpoint.Processes, used in tstats where. ${editOnPage}`,
      ],
    ],
  },
  {
    name: 'webshell_watch_process_events',
    settings: [
      ['definition', `(tag=process tag=report ${notCanaryEvent})`],
      [
        'description',
        `Events that hold process creations, for rules that need fields which the data model lacks. Add your indexes here. ${editHint}`,
      ],
    ],
  },
];

/** Same effect as ESCU's and the CIM app's macros of these names (reference: security_content macros, Splunk_SA_CIM macros.conf). */
const borrowed: readonly Stanza[] = [
  {
    name: 'security_content_summariesonly',
    settings: [
      ['definition', 'summariesonly=false allow_old_summaries=true fillnull_value=null'],
      [
        'description',
        `How tstats uses the summaries of the data model, and what stands in for a missing value. ${editHint}`,
      ],
    ],
  },
  {
    name: 'security_content_ctime(1)',
    settings: [
      ['args', 'field'],
      ['definition', 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)'],
      ['description', 'Turns a time in seconds into text.'],
    ],
  },
  {
    name: 'drop_dm_object_name(1)',
    settings: [
      ['args', 'dm_object_name'],
      ['definition', 'rename "$dm_object_name$.*" as *'],
      ['description', "Takes the data model's prefix off field names."],
    ],
  },
];

/** All of them; a detection repository's own definition of a borrowed macro wins. */
export function ownMacros(defined: ReadonlySet<string>): readonly Stanza[] {
  return [...shipped, ...canaryMacros, ...borrowed.filter(({ name }) => !defined.has(name.replace(/\(\d+\)$/, '')))];
}

/** A detection's filter: hides nothing until an analyst writes into it. */
export function filterMacro({ filterMacro: name, name: detection }: Detection): Stanza {
  const settings: readonly Setting[] = [
    ['definition', 'search *'],
    [
      'description',
      `Hides known good results of "${detection}": replace search * by a condition on what to keep, for example search NOT (process_name="backup.exe" dest="web01"). ${editOnPage}`,
    ],
  ];
  return { name, settings };
}
