import type { Report } from '../core/diagnostic';
import type { Source } from '../core/source';
import type { YamlMap } from '../core/yaml_node';
import { placesIn } from '../core/yaml_path';
import { FieldReader } from './field_reader';
import type { EscuAlertActions, EscuObject, EscuSchedule, EscuTimes, Generation } from './model';

/** What a reader of one object is given. */
export interface ReadContext {
  readonly source: Source;
  readonly map: YamlMap;
  readonly generation: Generation;
  readonly report: Report;
}

/** Keys that every object may have, in any generation. */
export const commonKeys = [
  'name',
  'id',
  'version',
  'date',
  'creation_date',
  'modification_date',
  'author',
  'description',
  'references',
] as const;

/** Which generation a map is written in, by the keys that only one of them has (reference: the schema's history). */
export function generationOf(map: YamlMap): Generation {
  const v6 = [
    'creation_date',
    'modification_date',
    'finding',
    'intermediate_findings',
    'schedule',
    'custom_schedule',
    'deprecation_info',
  ];
  if (v6.some((key) => map.entries.has(key))) return 'v6';
  if (map.entries.has('rba') || map.entries.has('lookup_type')) return 'v5';
  const tags = map.entries.get('tags')?.value;
  const v4 = ['observable', 'required_fields', 'risk_score', 'confidence', 'impact', 'message'];
  const inTags = tags?.kind === 'map' && v4.some((key) => tags.entries.has(key));
  const oldLookup = ['collection', 'filename'].some((key) => map.entries.has(key));
  return inTags || oldLookup ? 'v4' : 'v5';
}

/** The fields that detections, stories and baselines share; a missing one is reported. */
export function readObject({ source, map, generation, report }: ReadContext): EscuObject {
  const fields = new FieldReader(map, report);
  const [created, modified] = readDates(fields);
  return {
    generation,
    source,
    name: fields.requiredText('name').trim(),
    id: fields.requiredText('id').trim(),
    version: readVersion(fields),
    created,
    modified,
    author: fields.requiredText('author').trim(),
    description: fields.requiredText('description'),
    references: fields.texts('references'),
    at: placesIn(source, map.span.start),
  };
}

function readVersion(fields: FieldReader): number {
  if (!fields.has('version')) fields.missing('version');
  const version = fields.number('version') ?? 0;
  if (Number.isInteger(version) && version >= 0) return version;
  fields.say('version', {
    code: 'WW0506',
    severity: 'error',
    message: `the version ${version} is not a whole number from 0`,
    hint: 'count versions 1, 2, 3 …',
  });
  return 0;
}

function readDates(fields: FieldReader): readonly [created: string, modified: string] {
  const known = ['creation_date', 'modification_date'].some((key) => fields.has(key));
  if (known) {
    const [created, modified] = [readDate(fields, 'creation_date'), readDate(fields, 'modification_date')];
    if (modified !== '' && modified < created)
      fields.say('modification_date', {
        code: 'WW0507',
        severity: 'warning',
        message: `"modification_date" ${modified} lies before "creation_date" ${created}`,
        hint: 'correct one of the two',
      });
    return [created, modified];
  }
  const date = readDate(fields, 'date');
  return [date, date];
}

/** A calendar day; anything else is reported and gives an empty text. */
export function readDate(fields: FieldReader, key: string): string {
  const text = fields.requiredText(key).trim();
  if (text === '' || isDay(text)) return text;
  fields.say(key, {
    code: 'WW0507',
    severity: 'error',
    message: `"${key}" is "${text.slice(0, 40)}", which is no day`,
    hint: 'write it as YYYY-MM-DD',
  });
  return '';
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** `deployment:` of v4 and v5, `schedule:` and `custom_schedule:` of v6. */
export function readSchedule(fields: FieldReader): EscuSchedule {
  const custom = fields.child('custom_schedule');
  if (custom !== undefined) return { kind: 'stated', times: readTimes(custom), alertActions: null };
  const named = fields.text('schedule').trim();
  if (named !== '') return { kind: 'named', name: named };
  const deployment = fields.child('deployment');
  if (deployment === undefined) return { kind: 'default' };
  deployment.refuseUnknown(['name', 'scheduling', 'alert_action'], 'a deployment inside an object');
  const scheduling = deployment.child('scheduling');
  if (scheduling === undefined) return { kind: 'default' };
  const actions = deployment.child('alert_action');
  return {
    kind: 'stated',
    times: readTimes(scheduling),
    alertActions: actions === undefined ? null : readAlertActions(actions),
  };
}

/** Cron, range and window; the three that Splunk needs are required. */
export function readTimes(fields: FieldReader): EscuTimes {
  fields.refuseUnknown(['cron_schedule', 'earliest_time', 'latest_time', 'schedule_window'], 'a schedule');
  return {
    cron: fields.requiredText('cron_schedule').trim(),
    earliest: fields.requiredText('earliest_time').trim(),
    latest: fields.requiredText('latest_time').trim(),
    window: fields.text('schedule_window').trim() || 'auto',
    at: (key) => fields.placeOf(key),
  };
}

/** What a deployment's `alert_action:` says. */
export function readAlertActions(fields: FieldReader): EscuAlertActions {
  fields.refuseUnknown(['notable', 'rba', 'email', 'slack', 'phantom'], 'alert_action');
  const notable = fields.child('notable');
  const email = fields.child('email');
  const slack = fields.child('slack');
  const phantom = fields.child('phantom');
  return {
    notable:
      notable === undefined
        ? null
        : {
            title: notable.text('rule_title'),
            description: notable.text('rule_description'),
            fields: notable.texts('nes_fields').map((field) => field.trim()),
          },
    risk: fields.child('rba')?.boolean('enabled') ?? false,
    email:
      email === undefined
        ? null
        : { subject: email.text('subject'), to: email.text('to'), message: email.text('message') },
    slack: slack === undefined ? null : { channel: slack.text('channel'), message: slack.text('message') },
    phantom:
      phantom === undefined
        ? null
        : {
            camWorkers: phantom.text('cam_workers'),
            label: phantom.text('label'),
            server: phantom.text('phantom_server'),
            sensitivity: phantom.text('sensitivity'),
            severity: phantom.text('severity'),
          },
  };
}
