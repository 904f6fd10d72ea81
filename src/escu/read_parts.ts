import { placesIn } from '../core/yaml_path';
import { FieldReader } from './field_reader';
import type {
  EscuBaseline,
  EscuDataSource,
  EscuDeployment,
  EscuDeprecationMapping,
  EscuLookup,
  EscuLookupTable,
  EscuMacro,
  EscuSettings,
  EscuStory,
} from './model';
import { commonKeys, readAlertActions, readObject, readSchedule, readTimes, type ReadContext } from './read_object';

/** A macro; id, version, date and author are optional for it. */
export function readMacro({ source, map, report }: ReadContext): EscuMacro | undefined {
  const fields = new FieldReader(map, report);
  fields.refuseUnknown([...commonKeys, 'definition', 'arguments'], 'a macro');
  const name = fields.requiredText('name').trim();
  if (name === '') return undefined;
  return {
    kind: 'macro',
    source,
    name,
    arguments: fields.texts('arguments').map((argument) => argument.trim()),
    definition: fields.text('definition'),
    description: fields.text('description'),
    at: placesIn(source, map.span.start),
  };
}

const lookupKeys = [
  ...commonKeys,
  'lookup_type',
  'filename',
  'collection',
  'fields',
  'fields_list',
  'default_match',
  'match_type',
  'min_matches',
  'max_matches',
  'case_sensitive_match',
  'key_name',
] as const;

/** A lookup of any generation: v4 tells a KV store by `collection`, v5 and v6 by `lookup_type`. */
export function readLookup({ source, map, generation, report }: ReadContext): EscuLookup | undefined {
  const fields = new FieldReader(map, report);
  fields.refuseUnknown(lookupKeys, 'a lookup');
  const name = fields.requiredText('name').trim();
  if (name === '') return undefined;
  return {
    kind: 'lookup',
    generation,
    source,
    name,
    modified: (fields.text('modification_date') || fields.text('date')).trim(),
    description: fields.text('description'),
    table: readTable(fields, name),
    defaultMatch: fields.text('default_match'),
    matchType: fields.texts('match_type').map((type) => type.trim()),
    minMatches: fields.number('min_matches'),
    maxMatches: fields.number('max_matches'),
    caseSensitiveMatch: fields.text('case_sensitive_match'),
    at: placesIn(source, map.span.start),
  };
}

function readTable(fields: FieldReader, name: string): EscuLookupTable {
  const kind = fields.oneOf(
    'lookup_type',
    ['csv', 'kvstore', 'mlmodel'],
    fields.has('collection') || fields.has('fields_list') ? 'kvstore' : 'csv',
  );
  const listed = fields.texts(fields.has('fields_list') ? 'fields_list' : 'fields').flatMap((text) => text.split(','));
  if (kind === 'kvstore') {
    const names = listed.map((field) => field.trim()).filter((field) => field !== '');
    const written = fields.has('fields_list') ? fields.texts('fields_list').join(', ') : names.join(', ');
    return { kind, collection: fields.text('collection').trim() || name, fields: names, written };
  }
  const filename = fields.text('filename').trim() || `${name}.${kind}`;
  return { kind: filename.endsWith('.mlmodel') ? 'mlmodel' : kind, filename };
}

/** An analytic story. */
export function readStory(context: ReadContext): EscuStory | undefined {
  const fields = new FieldReader(context.map, context.report);
  const tagKeys = ['category', 'product', 'usecase', 'cve', 'group', 'analytic_story'];
  const flat = !fields.has('tags');
  fields.refuseUnknown(
    [...commonKeys, 'narrative', 'status', 'tags', 'type', 'deprecation_info', ...(flat ? tagKeys : [])],
    'a story',
  );
  const tags = flat ? fields : (fields.child('tags') ?? fields);
  if (!flat) tags.refuseUnknown(tagKeys, 'the tags of a story');
  const object = readObject(context);
  if (object.name === '') return undefined;
  return {
    ...object,
    kind: 'story',
    narrative: fields.text('narrative'),
    status: fields.text('status') || 'production',
    categories: tags.texts('category'),
    products: tags.texts('product'),
    useCase: tags.text('usecase'),
    cves: tags.texts('cve'),
  };
}

/** A baseline: a search that fills what detections compare with. */
export function readBaseline(context: ReadContext): EscuBaseline | undefined {
  const fields = new FieldReader(context.map, context.report);
  const tags = fields.child('tags') ?? fields;
  const own = ['type', 'status', 'search', 'how_to_implement', 'known_false_positives', 'tags', 'deployment'];
  const flat = [
    'datamodel',
    'schedule',
    'custom_schedule',
    'product',
    'security_domain',
    'analytic_story',
    'deprecation_info',
  ];
  fields.refuseUnknown([...commonKeys, ...own, ...flat], 'a baseline');
  const object = readObject(context);
  const search = fields.textSource('search');
  fields.requiredText('search');
  if (object.name === '' || search.text.trim() === '') return undefined;
  return {
    ...object,
    kind: 'baseline',
    search,
    howToImplement: fields.text('how_to_implement'),
    knownFalsePositives: fields.text('known_false_positives'),
    analyticStories: tags.texts('analytic_story'),
    detections: tags.texts('detections'),
    dataModels: fields.texts('datamodel'),
    securityDomain: tags.text('security_domain'),
    schedule: readSchedule(fields),
    status: fields.text('status') || 'production',
  };
}

/** A deployment (v4, v5: `scheduling:` and `alert_action:`) or a schedule of v6 (its keys at the top). */
export function readDeployment({ source, map, report }: ReadContext): EscuDeployment | undefined {
  const fields = new FieldReader(map, report);
  const scheduling = fields.child('scheduling');
  fields.refuseUnknown(
    [...commonKeys, 'type', 'scheduling', 'alert_action', 'tags', ...(scheduling === undefined ? timeKeys : [])],
    'a deployment',
  );
  const name = fields.requiredText('name').trim();
  if (name === '') return undefined;
  return {
    kind: 'deployment',
    source,
    name,
    type: fields.text('type').trim(),
    times: scheduling === undefined ? readFlatTimes(fields) : readTimes(scheduling),
    alertActions: readAlertActions(fields.child('alert_action') ?? fields.only([])),
    at: placesIn(source, map.span.start),
  };
}

const timeKeys = ['cron_schedule', 'earliest_time', 'latest_time', 'schedule_window'] as const;

function readFlatTimes(fields: FieldReader): EscuDeployment['times'] {
  return readTimes(fields.only(timeKeys));
}

/** A data source; only what checks ask of it is kept. */
export function readDataSource({ source, map, report }: ReadContext): EscuDataSource | undefined {
  const fields = new FieldReader(map, report);
  const name = fields.requiredText('name').trim();
  if (name === '') return undefined;
  return {
    kind: 'data source',
    source,
    name,
    sourceField: fields.text('source'),
    sourcetype: fields.text('sourcetype'),
    outputFields: fields.texts('output_fields'),
    fields: fields.texts('fields'),
    at: placesIn(source, map.span.start),
  };
}

/** v5's file of deprecated content: a list for each kind of object. */
export function readDeprecationMapping({ source, map, report }: ReadContext): EscuDeprecationMapping {
  const fields = new FieldReader(map, report);
  const entries = [...map.entries.keys()].flatMap((kind) =>
    fields.children(kind).map((entry) => ({
      content: entry.text('content') || entry.text('name'),
      reason: entry.text('reason'),
      removedInVersion: entry.text('removed_in_version'),
      replacements: entry.texts('replacement_content'),
    })),
  );
  return { kind: 'deprecation', source, entries };
}

/** contentctl.yml: id, label and version of the app that is built. */
export function readSettings({ source, map, report }: ReadContext): EscuSettings {
  const app = new FieldReader(map, report).child('app');
  const text = (key: string): string => app?.text(key).trim() ?? '';
  return {
    kind: 'settings',
    source,
    app: {
      id: text('appid'),
      label: text('label'),
      title: text('title'),
      version: text('version'),
      description: text('description'),
      author: text('author_name'),
    },
  };
}
