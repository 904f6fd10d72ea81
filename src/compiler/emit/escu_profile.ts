import type { AppIdentity } from '../app_identity';
import type { Collected } from '../collect';
import { metadataText } from '../own_app/access';
import { appConf, appManifest } from './app_conf';
import { confFiles, type Emitted } from './app_files';
import { escuDetectionStanza } from './escu_detection';
import {
  baselineStanza,
  collectionStanzasOf,
  escuFilterStanza,
  lookupStanza,
  macroStanza,
  storyDetectionStanza,
  storyStanza,
} from './escu_parts';
import { lookupFiles } from './lookup_files';
import type { ConfTable } from './setting';

/** What contentctl writes for the same files, key for key. */
export function emitEscuProfile(
  collected: Collected,
  app: AppIdentity,
  available: ReadonlyMap<string, Uint8Array>,
): Emitted {
  const { detections, baselines, macros, lookups, stories, deployments } = collected;
  const defined = new Set(macros.map(({ name }) => name));
  const tables: readonly ConfTable[] = [
    appConf(app, true),
    {
      file: 'savedsearches.conf',
      stanzas: [
        ...detections.map((detection) => escuDetectionStanza(detection, app)),
        ...baselines.map((baseline) => baselineStanza(baseline, deployments, app)),
      ],
    },
    {
      file: 'macros.conf',
      stanzas: [
        ...macros.map(macroStanza),
        ...detections.filter(({ filterMacro }) => !defined.has(filterMacro)).map(escuFilterStanza),
      ],
    },
    {
      file: 'analyticstories.conf',
      stanzas: [
        ...detections.map((detection) => storyDetectionStanza(detection, app)),
        ...stories.map((story) => storyStanza(story, detections, baselines, app)),
      ],
    },
    { file: 'transforms.conf', stanzas: lookups.map(lookupStanza) },
    { file: 'collections.conf', stanzas: collectionStanzasOf(lookups) },
  ];
  const conf = confFiles(tables);
  const tablesFound = lookupFiles(lookups, available);
  return {
    files: new Map([
      ...conf.files,
      ...tablesFound.files,
      ['metadata/default.meta', metadataText([], false)],
      ['app.manifest', appManifest(app, ['_search_heads'])],
    ]),
    diagnostics: [...conf.diagnostics, ...tablesFound.diagnostics],
  };
}
