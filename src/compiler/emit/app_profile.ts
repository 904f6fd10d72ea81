import type { AppIdentity } from '../app_identity';
import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import type { Collected } from '../collect';
import type { Detection } from '../detection';
import { metadataText, roleTable } from '../own_app/access';
import { baselineStanza } from '../own_app/baseline_stanza';
import { canaryStanzas } from '../own_app/canary';
import { cimTables } from '../own_app/cim';
import { collectionLookups, collectionStanzas } from '../own_app/collections';
import { inputsSpec, inputTables } from '../own_app/inputs';
import { filterMacro, ownMacros } from '../own_app/macros';
import { navXml, pageTable, pageTables, viewXml } from '../own_app/pages';
import { sightingsStanza } from '../own_app/sightings';
import { appConf, appManifest } from './app_conf';
import { confFiles, type Emitted } from './app_files';
import { detectionStanza, hasFilter } from './detection_stanza';
import { macroStanza } from './escu_parts';
import { lookupFiles } from './lookup_files';
import { baselineStanzas, repositoryTables, respelled } from './repository_tables';
import type { ConfTable, Stanza } from './setting';
import { withoutCanary } from './without_canary';

/** An app of ours: the detections, the sightings search, the pages and what they need; the inputs when asked for. */
export function emitAppProfile(
  collected: Collected,
  app: AppIdentity,
  available: ReadonlyMap<string, Uint8Array>,
  withInputs: boolean,
): Emitted {
  const { detections, macros } = collected;
  const defined = new Set(macros.map(({ name }) => name));
  const tables: readonly ConfTable[] = [
    appConf(app, true),
    { file: 'savedsearches.conf', stanzas: savedSearches(collected, app, withInputs) },
    {
      file: 'macros.conf',
      stanzas: [
        ...ownMacros(defined),
        ...macros.map(macroStanza),
        ...detections.filter((detection) => !defined.has(detection.filterMacro)).map(filterMacro),
      ],
    },
    { file: 'collections.conf', stanzas: collectionStanzas() },
    { file: 'transforms.conf', stanzas: collectionLookups() },
    roleTable(),
    ...pageTables(),
    ...(withInputs ? [] : repositoryTables(collected, app)),
    ...(withInputs ? [...inputTables(), ...cimTables()] : []),
  ];
  const { files, diagnostics } = confFiles(tables);
  const lookups = lookupFiles(collected.lookups, available);
  const views = pageTable.map((page) => [`default/data/ui/views/${page.view}.xml`, viewXml(page)] as const);
  return {
    files: new Map([
      ...files,
      ...lookups.files,
      ...views,
      ['default/data/ui/nav/default.xml', navXml()],
      ['metadata/default.meta', metadataText(detections, true)],
      [
        'app.manifest',
        appManifest(app, withInputs ? ['_search_heads', '_forwarders', '_indexers'] : ['_search_heads']),
      ],
      ...(withInputs ? [['README/inputs.conf.spec', inputsSpec()] as const] : []),
    ]),
    diagnostics: [...diagnostics, ...lookups.diagnostics, ...detections.flatMap(filterAdded)],
  };
}

function savedSearches(collected: Collected, app: AppIdentity, withInputs: boolean): readonly Stanza[] {
  return [
    ...collected.detections.map((detection) => detectionStanza(withoutCanary(detection), app)),
    ...baselineStanzas(collected, app).map(respelled),
    sightingsStanza(app),
    baselineStanza(app),
    ...(withInputs ? canaryStanzas(app) : []),
  ];
}

function filterAdded(detection: Detection): readonly Diagnostic[] {
  if (hasFilter(detection)) return [];
  return [
    diagnosticAt(detection.at('search'), {
      code: 'WW0602',
      severity: 'information',
      message: `the search does not end in its filter macro; | \`${detection.filterMacro}\` is added`,
      hint: 'write it at the end of the search, so that every build has it',
    }),
  ];
}
