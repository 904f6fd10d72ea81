import type { AppIdentity } from '../app_identity';
import type { Collected } from '../collect';
import { customConfTables } from './app_conf';
import { baselineStanza, collectionStanzasOf, lookupStanza, storyDetectionStanza, storyStanza } from './escu_parts';
import { compactJson } from './json';
import type { ConfTable, Setting, Stanza } from './setting';

/** What a contentctl repository brings besides detections and macros; the same in both profiles but for the spelling. */
export function repositoryTables(collected: Collected, app: AppIdentity): readonly ConfTable[] {
  const { detections, lookups, stories } = collected;
  const conf: readonly ConfTable[] = [
    { file: 'transforms.conf', stanzas: lookups.map(lookupStanza) },
    { file: 'collections.conf', stanzas: collectionStanzasOf(lookups) },
  ];
  const isEscu = detections.some(({ origin }) => origin.format === 'escu');
  if (!isEscu && stories.length === 0) return conf;
  return [
    ...conf,
    {
      file: 'analyticstories.conf',
      stanzas: [
        ...detections.map((detection) => storyDetectionStanza(detection, app)),
        ...stories.map((story) => storyStanza(story, detections, app)),
      ],
    },
    ...customConfTables('analyticstories'),
  ];
}

/** Every baseline's saved search. */
export function baselineStanzas({ baselines, deployments }: Collected, app: AppIdentity): readonly Stanza[] {
  return baselines.map((baseline) => baselineStanza(baseline, deployments, app));
}

/** A stanza in the spelling that Splunk's own editors write: compact JSON, 1 and 0. */
export function respelled({ name, settings }: Stanza): Stanza {
  return { name, settings: settings.map(([key, value]): Setting => [key, respelledValue(value)]) };
}

function respelledValue(value: string): string {
  if (value === 'true') return '1';
  if (value === 'false') return '0';
  if (!/^[[{]/.test(value)) return value;
  try {
    return compactJson(JSON.parse(value));
  } catch {
    return value;
  }
}
