import { diagnosticAt, diagnosticFor, type Diagnostic, type Report } from '../core/diagnostic';
import type { Source } from '../core/source';
import { didYouMean } from '../core/suggest';
import { readYaml } from '../core/yaml';
import type { YamlMap, YamlNode } from '../core/yaml_node';
import type { EscuItem } from './model';
import { generationOf, type ReadContext } from './read_object';
import { isDetection, readDetection } from './read_detection';
import {
  readBaseline,
  readDataSource,
  readDeployment,
  readDeprecationMapping,
  readLookup,
  readMacro,
  readSettings,
  readStory,
} from './read_parts';

type EscuKind = EscuItem['kind'];

/** Kinds of contentctl's that make nothing in an app here: counted and said. */
type IdleKind = 'investigation' | 'playbook' | 'dashboard';

/** What a YAML file turned out to hold: its item, a document that is not ESCU's (another reader may know it), or nothing. */
export interface EscuReading {
  readonly items: readonly EscuItem[];
  readonly foreign: readonly YamlMap[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one YAML file of a contentctl repository or a file like those; the kind is told by its keys, then by its folder. */
export function readEscuFile(source: Source): EscuReading {
  const { documents, diagnostics } = readYaml(source);
  const found: Diagnostic[] = [...diagnostics];
  const items: EscuItem[] = [];
  const foreign: YamlMap[] = [];
  for (const document of documents.flatMap(objectsIn)) {
    if (document.kind !== 'map') found.push(notAMap(document));
    else if (isSigma(document)) foreign.push(document);
    else items.push(...readDocument(source, document, (diagnostic) => found.push(diagnostic)));
  }
  if (documents.length === 0 && diagnostics.length === 0) found.push(emptyFile(source.name));
  return { items, foreign, diagnostics: found };
}

/** A file may list several objects of a kind: macros and schedules are kept so. */
function objectsIn(document: YamlNode): readonly YamlNode[] {
  if (document.kind !== 'list' || document.items.length === 0) return [document];
  return document.items.every((item) => item.kind === 'map') ? document.items : [document];
}

/** Sigma's own keys; no object of ESCU has them. */
export function isSigma(map: YamlMap): boolean {
  return (
    ['detection', 'logsource', 'correlation', 'filter', 'title'].some((key) => map.entries.has(key)) &&
    !map.entries.has('search')
  );
}

const readers: Readonly<Record<EscuKind, (context: ReadContext) => EscuItem | undefined>> = {
  detection: readDetection,
  macro: readMacro,
  lookup: readLookup,
  story: readStory,
  baseline: readBaseline,
  deployment: readDeployment,
  'data source': readDataSource,
  deprecation: readDeprecationMapping,
  settings: readSettings,
};

function readDocument(source: Source, map: YamlMap, report: Report): readonly EscuItem[] {
  const kind = kindOf(map, source.name);
  if (kind === undefined) {
    report(unknownKind(map));
    return [];
  }
  if (kind === 'investigation' || kind === 'playbook' || kind === 'dashboard') {
    report(idle(map, kind));
    return [];
  }
  const item = readers[kind]({ source, map, generation: generationOf(map), report });
  return item === undefined ? [] : [item];
}

/** The kind by keys that only it has, the most telling first; what is left is told by the folder's name. */
function kindOf(map: YamlMap, path: string): EscuKind | IdleKind | undefined {
  const value = (key: string): YamlNode | undefined => map.entries.get(key)?.value;
  const has = (...keys: readonly string[]): boolean => keys.some((key) => map.entries.has(key));
  const type = value('type');
  const typed = type?.kind === 'scalar' ? type.text : '';
  if (has('app') && !has('search')) return 'settings';
  if (typed === 'Baseline' && has('search')) return 'baseline';
  if (typed === 'Investigation') return 'investigation';
  if (has('playbook')) return 'playbook';
  if (has('scheduling', 'cron_schedule')) return 'deployment';
  if (has('definition')) return 'macro';
  if (has('filename', 'collection', 'lookup_type', 'fields_list')) return 'lookup';
  if (has('narrative')) return 'story';
  return (
    byFolder(path) ?? (isDetection(value) ? 'detection' : has('sourcetype', 'separator') ? 'data source' : undefined)
  );
}

const folders: Readonly<Record<string, EscuKind | IdleKind>> = {
  detections: 'detection',
  macros: 'macro',
  lookups: 'lookup',
  stories: 'story',
  baselines: 'baseline',
  deployments: 'deployment',
  schedules: 'deployment',
  data_sources: 'data source',
  investigations: 'investigation',
  playbooks: 'playbook',
  dashboards: 'dashboard',
};

function byFolder(path: string): EscuKind | IdleKind | undefined {
  const parts = path.split(/[\\/]/);
  if (/deprecation_mapping\.ya?ml$/i.test(path)) return 'deprecation';
  return parts
    .slice(0, -1)
    .reverse()
    .map((part) => folders[part])
    .find((kind) => kind !== undefined);
}

function notAMap(node: YamlNode): Diagnostic {
  return diagnosticAt(
    { ...node.span, end: node.span.start },
    {
      code: 'WW0501',
      severity: 'error',
      message: 'a detection is a map of keys and values; this document is not',
      hint: 'start the file with "name:" and the detection\'s name',
    },
  );
}

function emptyFile(name: string): Diagnostic {
  return diagnosticFor(name, {
    code: 'WW0501',
    severity: 'warning',
    message: 'the file is empty',
    hint: 'remove it, or write the detection',
  });
}

const telling = [
  'search',
  'definition',
  'narrative',
  'scheduling',
  'lookup_type',
  'detection',
  'logsource',
  'sourcetype',
];

function unknownKind(map: YamlMap): Diagnostic {
  const first = [...map.entries.values()][0];
  const nearest = [...map.entries.keys()].map((key) => didYouMean(key, telling, '')).find((text) => text !== '');
  return diagnosticAt(first?.keySpan ?? map.span, {
    code: 'WW0501',
    severity: 'warning',
    message: 'this is no detection, macro, lookup, story, baseline, deployment or data source; it is left out',
    hint: nearest ?? 'a detection has "search:", a macro "definition:", a Sigma rule "detection:"',
  });
}

function idle(map: YamlMap, kind: IdleKind): Diagnostic {
  const first = [...map.entries.values()][0];
  return diagnosticAt(first?.keySpan ?? map.span, {
    code: 'WW0508',
    severity: 'information',
    message: `${kind === 'investigation' ? 'an' : 'a'} ${kind} makes nothing in this app; it is left out`,
    hint: 'nothing to do',
  });
}
