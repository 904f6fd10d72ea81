import { diagnosticAt, hasErrors, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { didYouMean } from '../core/suggest';
import type {
  EscuBaseline,
  EscuDataSource,
  EscuDeprecationMapping,
  EscuDetection,
  EscuItem,
  EscuLookup,
  EscuMacro,
  EscuSettings,
  EscuStory,
} from '../escu/model';
import { readEscuFile } from '../escu/read_repository';
import { looksLikeSigma, type ReadOptions } from '../sigma/read';
import { readSigmaSources, type SigmaFile } from '../sigma/read_sources';
import { deploymentsOf, type Deployments } from './deployments';
import type { Detection } from './detection';
import { fromEscu } from './from_escu';
import { fromSigma } from './from_sigma';

/** A detection that is left out, and why; it is listed, never dropped in silence. */
export interface Refused {
  readonly file: string;
  readonly id: string;
  readonly name: string;
  readonly reasons: readonly string[];
}

/** Everything that was read, ready to be emitted. */
export interface Collected {
  readonly detections: readonly Detection[];
  readonly baselines: readonly EscuBaseline[];
  readonly macros: readonly EscuMacro[];
  readonly lookups: readonly EscuLookup[];
  readonly stories: readonly EscuStory[];
  readonly dataSources: readonly EscuDataSource[];
  readonly deprecations: readonly EscuDeprecationMapping[];
  readonly settings: EscuSettings | undefined;
  readonly deployments: Deployments;
  readonly refused: readonly Refused[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads YAML sources of any format and generation; a file tells by its keys what it is. */
export function collect(sources: readonly Source[], options: ReadOptions = {}): Collected {
  const diagnostics: Diagnostic[] = [];
  const items: EscuItem[] = [];
  const sigma: Source[] = [];
  const refused: Refused[] = [];
  for (const source of sources) {
    if (looksLikeSigma(source.text)) {
      sigma.push(source);
      continue;
    }
    const reading = readEscuFile(source);
    if (reading.foreign.length > 0 && reading.items.length === 0) {
      sigma.push(source);
      continue;
    }
    diagnostics.push(...reading.diagnostics);
    for (const item of reading.items)
      if (item.kind === 'detection' && hasErrors(reading.diagnostics)) refused.push(refusal(item, reading.diagnostics));
      else items.push(item);
  }
  const deployments = deploymentsOf(ofKind(items, 'deployment'));
  const fromSigmaFiles = readSigmaSources(sigma, options).map((file) => fromSigmaFile(file, deployments));
  const scheduled = [...ofKind(items, 'detection'), ...ofKind(items, 'baseline')];
  diagnostics.push(...scheduled.flatMap((item) => unknownSchedule(item, deployments)));
  diagnostics.push(...ofKind(items, 'detection').flatMap(inferredFinding));
  const all = [
    ...ofKind(items, 'detection').map((detection) => fromEscu(detection, deployments)),
    ...fromSigmaFiles.flatMap((result) => result.detections),
  ];
  const unique = withoutRepeats(all);
  return {
    detections: unique.kept,
    baselines: ofKind(items, 'baseline'),
    macros: ofKind(items, 'macro'),
    lookups: ofKind(items, 'lookup'),
    stories: ofKind(items, 'story'),
    dataSources: ofKind(items, 'data source'),
    deprecations: ofKind(items, 'deprecation'),
    settings: ofKind(items, 'settings')[0],
    deployments,
    refused: [...refused, ...fromSigmaFiles.flatMap((result) => result.refused), ...unique.refused],
    diagnostics: [...diagnostics, ...fromSigmaFiles.flatMap((result) => result.diagnostics), ...unique.diagnostics],
  };
}

function ofKind<Kind extends EscuItem['kind']>(
  items: readonly EscuItem[],
  kind: Kind,
): readonly Extract<EscuItem, { kind: Kind }>[] {
  return items.filter((item): item is Extract<EscuItem, { kind: Kind }> => item.kind === kind);
}

function refusal({ source, id, name }: EscuDetection, diagnostics: readonly Diagnostic[]): Refused {
  return { file: source.name, id, name, reasons: errorsOf(diagnostics) };
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

interface SigmaDetections {
  readonly detections: readonly Detection[];
  readonly refused: readonly Refused[];
  readonly diagnostics: readonly Diagnostic[];
}

function fromSigmaFile(read: SigmaFile, deployments: Deployments): SigmaDetections {
  const { source } = read;
  const results = read.documents.map((document) => ({ document, result: fromSigma(document, source, deployments) }));
  return {
    detections: results.flatMap(({ result }) => result.detection ?? []),
    refused: results
      .filter(({ result }) => result.detection === undefined)
      .map(({ document: { document }, result }) => ({
        file: source.name,
        id: document.id ?? '',
        name: document.title,
        reasons: errorsOf(result.diagnostics),
      })),
    diagnostics: [...read.diagnostics, ...results.flatMap(({ result }) => result.diagnostics)],
  };
}

interface Unique {
  readonly kept: readonly Detection[];
  readonly refused: readonly Refused[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Two detections of one name would share a stanza, two of one stem a filter: the later file is left out. */
function withoutRepeats(detections: readonly Detection[]): Unique {
  const first = new Map<string, Detection>();
  const kept: Detection[] = [];
  const refused: Refused[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const detection of detections) {
    const known = first.get(detection.stem);
    if (known === undefined) {
      first.set(detection.stem, detection);
      kept.push(detection);
      continue;
    }
    const diagnostic = repeated(detection, known);
    diagnostics.push(diagnostic);
    refused.push({
      file: detection.origin.source.name,
      id: detection.id,
      name: detection.name,
      reasons: [diagnostic.message],
    });
  }
  return { kept, refused, diagnostics };
}

function repeated(detection: Detection, known: Detection): Diagnostic {
  return diagnosticAt(detection.at(detection.origin.format === 'sigma' ? 'title' : 'name'), {
    code: 'WW0601',
    severity: 'error',
    message: `"${detection.name}" has the saved search or filter macro of "${known.name}" in ${known.origin.source.name}`,
    hint: 'give one of the two another name',
  });
}

function unknownSchedule(
  { schedule, at }: EscuDetection | EscuBaseline,
  { byName }: Deployments,
): readonly Diagnostic[] {
  if (schedule.kind !== 'named' || byName.has(schedule.name)) return [];
  return [
    diagnosticAt(at('schedule'), {
      code: 'WW0607',
      severity: 'warning',
      message: `no schedule is named "${schedule.name}"; the default of the type is used`,
      hint: didYouMean(schedule.name, byName.keys(), 'Give the folder schedules/ too, or write custom_schedule:.'),
    }),
  ];
}

/** How the closed builder of v6 turns a finding into conf is not published. */
function inferredFinding({ finding, at }: EscuDetection): readonly Diagnostic[] {
  if (finding === null) return [];
  return [
    diagnosticAt(at('finding'), {
      code: 'WW0606',
      severity: 'information',
      message: "the finding's entity becomes a risk object and action.notable.param._entities: inferred, not published",
      hint: 'compare with your Enterprise Security once; nothing to do if it shows the entity',
    }),
  ];
}
