import type { YamlNode } from '../core/yaml_node';
import { FieldReader } from './field_reader';
import type { EscuDetection, EscuDrilldown, EscuTags, EscuTest, Generation } from './model';
import { assetTypes, products } from './known_words';
import { commonKeys, readObject, readSchedule, type ReadContext } from './read_object';
import { readFinding, readRisk } from './read_risk';

const tagKeys = [
  'analytic_story',
  'asset_type',
  'product',
  'security_domain',
  'mitre_attack_id',
  'cve',
  'atomic_guid',
  'group',
  'throttling',
  'manual_test',
] as const;

/** Keys of `tags` that older files have and that change nothing in the app. */
const idleTagKeys = [
  'event_schema',
  'mappings',
  'supported_tas',
  'automated_detection_testing',
  'context',
  'dataset',
  'required_fields',
  'kill_chain_phases',
  'category',
] as const;

const riskTagKeys = ['observable', 'message', 'risk_score', 'confidence', 'impact'] as const;

const keys = [
  ...commonKeys,
  'type',
  'status',
  'explanation',
  'search',
  'how_to_implement',
  'known_false_positives',
  'data_source',
  'datamodel',
  'tags',
  'rba',
  'drilldown_searches',
  'tests',
  'deployment',
  'enabled_by_default',
  'schedule',
  'custom_schedule',
  'finding',
  'intermediate_findings',
  'threat_objects',
  'baselines',
  'deprecation_info',
  'check_references',
] as const;

/** Reads a detection of any generation; what it lacks is reported as an error, and empty here. */
export function readDetection(context: ReadContext): EscuDetection {
  const fields = new FieldReader(context.map, context.report);
  const flat = !fields.has('tags');
  fields.refuseUnknown(flat ? [...keys, ...tagKeys, 'category'] : keys, 'a detection');
  const tags = flat ? fields : (fields.child('tags') ?? fields);
  if (!flat) tags.refuseUnknown([...tagKeys, ...riskTagKeys, ...idleTagKeys], 'tags');
  const object = readObject(context);
  const type = fields.oneOf('type', ['TTP', 'Anomaly', 'Hunting', 'Correlation'], 'Hunting');
  if (!fields.has('type')) fields.missing('type');
  for (const key of ['status', 'data_source']) fields.wanted(key);
  for (const key of ['references', 'data_source']) fields.wantedList(key);
  if (context.generation === 'v4' && (type === 'TTP' || type === 'Anomaly')) tags.wanted('observable');
  const search = fields.textSource('search');
  fields.requiredText('search');
  return {
    ...object,
    kind: 'detection',
    type,
    status: fields.oneOf('status', ['production', 'experimental', 'deprecated', 'removed'], 'production'),
    explanation: fields.text('explanation'),
    search,
    howToImplement: fields.requiredText('how_to_implement'),
    knownFalsePositives: fields.requiredText('known_false_positives'),
    dataSources: fields.texts('data_source'),
    tags: readTags(tags, flat ? '' : 'tags.'),
    risk: readRisk(fields, tags, context.generation),
    finding: readFinding(fields),
    throttling: readThrottling(tags),
    schedule: readSchedule(fields),
    drilldowns: fields.children('drilldown_searches').map((child) => readDrilldown(child, context.generation)),
    tests: fields.children('tests').map(readTest),
    manualTest: tags.text('manual_test'),
    enabledByDefault: fields.boolean('enabled_by_default'),
    baselines: fields.texts('baselines'),
    deprecation: readDeprecation(fields),
  };
}

function readTags(tags: FieldReader, prefix: '' | 'tags.'): EscuTags {
  for (const key of ['analytic_story', 'asset_type', 'product', 'security_domain']) tags.wanted(key);
  for (const key of ['analytic_story', 'product', 'mitre_attack_id', 'cve', 'atomic_guid']) tags.wantedList(key);
  tags.warnOfSlips('asset_type', assetTypes);
  tags.warnOfSlips('product', products);
  return {
    analyticStories: tags.texts('analytic_story'),
    assetType: tags.text('asset_type').trim(),
    products: tags.texts('product'),
    securityDomain: tags.oneOf(
      'security_domain',
      ['endpoint', 'network', 'threat', 'identity', 'access', 'audit'],
      'endpoint',
    ),
    attackIds: tags.texts('mitre_attack_id'),
    cves: tags.texts('cve'),
    atomicGuids: tags.texts('atomic_guid'),
    groups: tags.texts('group'),
    prefix,
  };
}

function readThrottling(tags: FieldReader): EscuDetection['throttling'] {
  const throttling = tags.child('throttling');
  if (throttling === undefined) return null;
  throttling.refuseUnknown(['fields', 'period'], 'throttling');
  const fields = throttling.texts('fields').map((field) => field.trim());
  if (fields.length === 0) throttling.missing('fields');
  return { fields, period: throttling.requiredText('period').trim() };
}

function readDrilldown(fields: FieldReader, generation: Generation): EscuDrilldown {
  fields.refuseUnknown(['name', 'search', 'earliest_offset', 'latest_offset'], 'a drilldown');
  const isGiven = generation === 'v6' || fields.has('earliest_offset');
  return {
    name: fields.requiredText('name'),
    search: fields.requiredText('search'),
    written: fields.textSource('search'),
    earliestOffset: isGiven ? fields.text('earliest_offset') : '$info_min_time$',
    latestOffset: fields.text('latest_offset'),
  };
}

function readTest(fields: FieldReader): EscuTest {
  fields.refuseUnknown(['name', 'test_type', 'attack_data', 'pass_condition', 'expected'], 'a test');
  fields.warnOfSlips('test_type', ['unit']);
  return {
    name: fields.text('name'),
    attackData: fields.children('attack_data').map((data) => {
      data.refuseUnknown(
        ['data', 'source', 'sourcetype', 'custom_index', 'host', 'update_timestamp', 'file_name'],
        'attack_data',
      );
      return {
        data: data.requiredText('data').trim(),
        source: data.text('source'),
        sourcetype: data.text('sourcetype'),
        index: data.text('custom_index'),
        host: data.text('host'),
      };
    }),
  };
}

function readDeprecation(fields: FieldReader): EscuDetection['deprecation'] {
  const info = fields.child('deprecation_info');
  if (info === undefined) return null;
  return {
    reason: info.text('reason'),
    removedInVersion: info.text('removed_in_version'),
    replacements: info.texts('replacement_content'),
  };
}

/** True for a map that this file reads: a search with one of the four types, or with keys that only detections have. */
export function isDetection(value: (key: string) => YamlNode | undefined): boolean {
  const type = value('type');
  const named = type?.kind === 'scalar' ? type.text : '';
  if (named === 'Baseline' || named === 'Investigation') return false;
  return (
    ['search', 'data_source', 'rba', 'drilldown_searches', 'finding', 'known_false_positives'].filter(
      (key) => value(key) !== undefined,
    ).length >= 2
  );
}
