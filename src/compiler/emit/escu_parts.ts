import type { EscuBaseline, EscuLookup, EscuMacro, EscuStory } from '../../escu/model';
import type { AppIdentity } from '../app_identity';
import type { Deployments } from '../deployments';
import { dataModelsOf } from '../derive';
import type { Detection } from '../detection';
import { scheduleOf } from '../from_escu';
import { detectionStanzaName } from './detection_stanza';
import { explanationOf, foldSearch, mappings, technologies, warningOf } from './escu_detection';
import { spacedJson } from './json';
import { when, type Setting, type Stanza } from './setting';

/** The parts of an ESCU app besides its detections, as contentctl writes them. */

/** A baseline's saved search: `<label> - <name>`. */
export function baselineStanza(baseline: EscuBaseline, deployments: Deployments, app: AppIdentity): Stanza {
  const { times } = scheduleOf(baseline.schedule, 'Baseline', deployments);
  const isV4 = baseline.generation === 'v4';
  const description = (isV4 ? '' : warningOf(baseline.status, 'Baseline')) + baseline.description;
  return {
    name: `${app.label} - ${baseline.name}`,
    settings: [
      ['action.escu', '0'],
      ['action.escu.enabled', '1'],
      ['action.escu.search_type', 'support'],
      ['description', description],
      ['action.escu.creation_date', baseline.created],
      ['action.escu.modification_date', baseline.modified],
      ['action.escu.analytic_story', spacedJson([...baseline.analyticStories].sort())],
      ['action.escu.data_models', spacedJson(isV4 ? baseline.dataModels : dataModelsOf(baseline.search.text))],
      ['cron_schedule', times.cron],
      ['enableSched', '1'],
      ['dispatch.earliest_time', times.earliest],
      ['dispatch.latest_time', times.latest],
      ['schedule_window', times.window],
      ['action.escu.providing_technologies', '[]'],
      ['action.escu.eli5', description],
      ['action.escu.how_to_implement', baseline.howToImplement],
      ['disabled', 'true'],
      ['is_visible', 'false'],
      ['search', foldSearch(baseline.search.text)],
    ],
  };
}

/** A macro; with arguments its name carries their number. */
export function macroStanza({ name, arguments: args, definition, description }: EscuMacro): Stanza {
  return {
    name: args.length === 0 ? name : `${name}(${args.length})`,
    settings: [
      ...when(args.length > 0, [['args', args.join(', ')]]),
      ['definition', foldSearch(definition)],
      ['description', description],
    ],
  };
}

/** The filter of a detection that has no macro of its own. */
export function escuFilterStanza({ filterMacro }: Detection): Stanza {
  return {
    name: filterMacro,
    settings: [
      ['definition', 'search *'],
      ['description', 'Update this macro to limit the output results to filter out false positives.'],
    ],
  };
}

/** A lookup in transforms.conf. contentctl 4 leaves `max_matches` out. */
export function lookupStanza(lookup: EscuLookup): Stanza {
  const { table, defaultMatch, caseSensitiveMatch, matchType, minMatches, maxMatches, generation } = lookup;
  return {
    name: lookup.name,
    settings: [
      ...tableSettings(lookup, table),
      ...when(defaultMatch !== '', [['default_match', defaultMatch]]),
      ...when(caseSensitiveMatch !== '', [['case_sensitive_match', caseSensitiveMatch.toLowerCase()]]),
      ...when(matchType.length > 0, [['match_type', matchType.join(', ')]]),
      ...when(maxMatches !== null && generation !== 'v4', [['max_matches', String(maxMatches)]]),
      ...when(minMatches !== null, [['min_matches', String(minMatches)]]),
    ],
  };
}

function tableSettings(lookup: EscuLookup, table: EscuLookup['table']): readonly Setting[] {
  if (table.kind !== 'kvstore') return [['filename', lookupFileName(lookup)]];
  return [
    ['collection', table.collection],
    ['external_type', 'kvstore'],
    ['fields_list', table.written],
  ];
}

/** From v5 on a CSV is shipped with its day in its name, so that an upgrade does not meet an edited copy. */
export function lookupFileName({ table, name, modified, generation }: EscuLookup): string {
  if (table.kind === 'kvstore') return '';
  const day = modified.replaceAll('-', '');
  return table.kind === 'csv' && generation !== 'v4' && day !== '' ? `${name}_${day}.csv` : table.filename;
}

/** collections.conf for the lookups that are KV stores. */
export function collectionStanzasOf(lookups: readonly EscuLookup[]): readonly Stanza[] {
  return lookups.flatMap(({ table }) =>
    table.kind === 'kvstore'
      ? [
          {
            name: table.collection,
            settings: [
              ['enforceTypes', 'false'],
              ['replicate', 'false'],
            ] as const,
          },
        ]
      : [],
  );
}

/** A detection in analyticstories.conf. */
export function storyDetectionStanza(detection: Detection, app: AppIdentity): Stanza {
  return {
    name: `savedsearch://${detectionStanzaName(app.label, detection.name)}`,
    settings: [
      ['type', 'detection'],
      ['asset_type', detection.annotations.assetType],
      ['confidence', 'medium'],
      ['explanation', explanationOf(detection)],
      ['how_to_implement', detection.howToImplement],
      ['annotations', spacedJson(mappings(detection))],
      ['known_false_positives', detection.knownFalsePositives],
      ['providing_technologies', technologies(detection.annotations.providingTechnologies)],
    ],
  };
}

/** An analytic story with the detections that name it, in the order of their files. */
export function storyStanza(story: EscuStory, detections: readonly Detection[], app: AppIdentity): Stanza {
  const names = detections
    .filter(({ annotations }) => annotations.analyticStories.includes(story.name))
    .map(({ name, origin }) => ({ path: origin.source.name, name }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ name }) => detectionStanzaName(app.label, name));
  const [name = '', ...company] = story.author.split(',').map((part) => part.trim());
  return {
    name: `analytic_story://${story.name}`,
    settings: [
      ['category', story.categories[0] ?? ''],
      ['last_updated', story.modified],
      ['version', String(story.version)],
      ['references', spacedJson(story.references.map(standardUrl))],
      ['maintainers', spacedJson([{ company: company.join(', ') || 'no', email: '-', name }])],
      ['spec_version', '3'],
      ['searches', spacedJson(names)],
      ['description', story.description],
      ['narrative', story.narrative],
    ],
  };
}

/** pydantic writes an address as the URL standard does: a bare host with its slash, other letters than ASCII's encoded. */
function standardUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
