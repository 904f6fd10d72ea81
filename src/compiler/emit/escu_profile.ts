import type { AppIdentity } from '../app_identity';
import type { Collected } from '../collect';
import type { Detection } from '../detection';
import { metadataText } from '../own_app/access';
import { appConf, appManifest } from './app_conf';
import { confFiles, type Emitted } from './app_files';
import { escuDetectionStanza } from './escu_detection';
import { escuFilterStanza, macroStanza } from './escu_parts';
import { lookupFiles } from './lookup_files';
import { baselineStanzas, repositoryTables } from './repository_tables';
import type { ConfTable, Stanza } from './setting';

/** ESCU's macros that a few files, without their repository, need all the same; as the repository of 2025 has them. */
const sharedMacros: readonly Stanza[] = [
  {
    name: 'security_content_ctime(1)',
    settings: [
      ['args', 'field'],
      ['definition', 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)'],
      ['description', 'convert epoch time to string'],
    ],
  },
  {
    name: 'security_content_summariesonly',
    settings: [
      ['definition', 'summariesonly=false allow_old_summaries=true fillnull_value=null'],
      ['description', "search data model's summaries only"],
    ],
  },
];

function bare(macro: string): string {
  return macro.replace(/\(\d+\)$/, '');
}

function isUsed(macro: string, detections: readonly Detection[]): boolean {
  return detections.some(({ search }) => search.source.text.includes(`\`${bare(macro)}`));
}

const removed = 'This search was removed in a previous release, or is otherwise not present.';

/** contentctl 5 writes a dummy that stands in for searches that are gone; it is not exported. */
function removedSearches(detections: readonly Detection[]): readonly Stanza[] {
  const isV4 = ({ origin }: Detection): boolean => origin.format === 'escu' && origin.generation === 'v4';
  if (detections.length === 0 || detections.some(isV4)) return [];
  return [
    {
      name: 'default',
      settings: [
        ['disabled', '1'],
        ['description', `"${removed}"`],
        ['search', `| makeresults | eval text = "${removed}"`],
      ],
    },
  ];
}

/** What contentctl writes for the same files, key for key. */
export function emitEscuProfile(
  collected: Collected,
  app: AppIdentity,
  available: ReadonlyMap<string, Uint8Array>,
): Emitted {
  const { detections, macros } = collected;
  const defined = new Set(macros.map(({ name }) => name));
  const tables: readonly ConfTable[] = [
    appConf(app, true),
    {
      file: 'savedsearches.conf',
      stanzas: [
        ...removedSearches(detections),
        ...detections.map((detection) => escuDetectionStanza(detection, app)),
        ...baselineStanzas(collected, app),
      ],
    },
    {
      file: 'macros.conf',
      stanzas: [
        ...macros.map(macroStanza),
        ...sharedMacros.filter(({ name }) => isUsed(name, detections) && !defined.has(bare(name))),
        ...detections.filter(({ filterMacro }) => !defined.has(filterMacro)).map(escuFilterStanza),
      ],
    },
    ...repositoryTables(collected, app),
  ];
  const conf = confFiles(tables);
  const lookups = lookupFiles(collected.lookups, available);
  return {
    files: new Map([
      ...conf.files,
      ...lookups.files,
      ['metadata/default.meta', metadataText([], false)],
      ['app.manifest', appManifest(app, ['_search_heads'])],
    ]),
    diagnostics: [...conf.diagnostics, ...lookups.diagnostics],
  };
}
