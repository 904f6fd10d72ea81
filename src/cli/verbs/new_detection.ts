import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { collect } from '../../compiler/collect';
import { stemOf, type Detection } from '../../compiler/detection';
import { diagnosticFor } from '../../core/diagnostic';
import type { Source } from '../../core/source';
import { readYaml } from '../../core/yaml';
import type { YamlMap } from '../../core/yaml_node';
import type { Expression } from '../../sigma/expression';
import { coversProcessCreation } from '../../sigma/process_creation';
import { readSigma } from '../../sigma/read';
import { eventXml, fieldsOfSysmon } from '../new_detection/event_xml';
import { sampleFields } from '../new_detection/sample_event';
import { searchAsExpression } from '../new_detection/search_as_expression';
import { skeleton, testsBlock } from '../new_detection/skeleton';
import { editKeys } from '../new_detection/yaml_edit';
import { readTextFile, type TextFile } from '../text_file';
import { OutsideError, UsageError, type VerbCall } from '../verb';
import { makeFolder } from '../../preview/durable/make_folder';

const OWN_DETECTIONS = 'src/detections';

/**
 * `new detection NAME [--from FILE]`: a detection's YAML and an event that its test reads, in `--out`, else in
 * `src/detections` where there is one, else here. From a Sigma or ESCU file the text is kept, with a name, id and test of
 * its own. Gives the files written; throws UsageError where there is nothing to begin from.
 */
export function newDetection(name: string, call: VerbCall): readonly string[] {
  if (!/[A-Za-z0-9]/.test(name) || /[\r\n]/.test(name)) throw new UsageError(`"${name}" can't name a detection.`);
  const { io } = call;
  const stem = stemOf(name.trim()).replace(/[^\p{L}\p{N}_]/gu, '_');
  const folder = resolve(io.workingFolder, call.text('out') ?? usualFolder(io.workingFolder));
  const [yamlFile, eventFile] = [`${stem}.yml`, `${stem}_test.xml`];
  const now = new Date(io.now());
  const from = call.text('from');
  const text =
    from === undefined
      ? skeleton(name.trim(), randomUUID(), day(now), eventFile)
      : derived(readFile(resolve(io.workingFolder, from), from), name.trim(), day(now), eventFile);
  const fields = sampleFor({ name: yamlFile, text }, now);
  if (fields === undefined)
    io.say(`No event could be made that this detection finds; put one into ${eventFile} (any format that read takes).`);
  const files = [
    [yamlFile, text] as const,
    ...(fields === undefined ? [] : [[eventFile, eventXml(fields, now)] as const]),
  ];
  return writeAll(folder, files, io.workingFolder);
}

function usualFolder(workingFolder: string): string {
  return existsSync(resolve(workingFolder, OWN_DETECTIONS)) ? OWN_DETECTIONS : '.';
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

function readFile(path: string, shown: string): Source {
  const read = existsSync(path) ? textAt(path, shown) : undefined;
  if (read === undefined) throw new UsageError(`--from ${shown}: there is no such file that can be read`);
  if (read.kind === 'problem') throw new OutsideError(read.diagnostic);
  return read.source;
}

function textAt(path: string, shown: string): TextFile | undefined {
  try {
    return readTextFile(path, shown);
  } catch {
    return undefined;
  }
}

/** The source's text under the new name; what it was derived from is kept in the text, its author and licence with it. */
function derived(source: Source, name: string, date: string, eventFile: string): string {
  const { documents, diagnostics } = readYaml(source);
  const [map] = documents.filter((document): document is YamlMap => document.kind === 'map');
  if (map === undefined)
    throw new UsageError(`--from ${source.name} is no detection: ${diagnostics[0]?.message ?? 'it is empty'}`);
  if (documents.length > 1) throw new UsageError(`--from ${source.name} holds several documents; give a file with one`);
  const isSigma = map.entries.has('detection');
  if (!isSigma && !map.entries.has('search'))
    throw new UsageError(`--from ${source.name} is neither a Sigma rule nor an ESCU detection`);
  const old = map.entries.get('id')?.value;
  const related = old?.kind === 'scalar' && isSigma && !map.entries.has('related');
  const edited = editKeys(source.text, map, {
    [isSigma ? 'title' : 'name']: `${isSigma ? 'title' : 'name'}: ${JSON.stringify(name)}`,
    id: `id: ${randomUUID()}`,
    date: `date: ${isSigma ? date : `'${date}'`}`,
    modified: null,
    regression_tests_path: null,
    simulation: null,
    ...(related ? { related: `related:\n    - id: ${old.text}\n      type: derived` } : {}),
    ...(isSigma ? {} : { version: 'version: 1' }),
    tests: testsBlock(eventFile),
  });
  const oldName = map.entries.get('name')?.value;
  return oldName?.kind === 'scalar' && !isSigma ? withOwnFilter(edited, oldName.text, name) : edited;
}

/** An ESCU search ends in a macro that is named after the detection. */
function withOwnFilter(text: string, oldName: string, name: string): string {
  return text.replaceAll(`${stemOf(oldName)}_filter`, `${stemOf(name)}_filter`);
}

function sampleFor(source: Source, now: Date): ReturnType<typeof sampleFields> {
  const expression = expressionOf(source);
  return expression === undefined ? undefined : sampleFields(expression, fieldsOfSysmon(now));
}

function expressionOf(source: Source): Expression | undefined {
  const [document] = readSigma(source).documents;
  if (document?.document.kind === 'rule')
    return coversProcessCreation(document.document.logsource, 1) ? document.document.expression : undefined;
  const [detection]: readonly Detection[] = collect([source]).detections;
  return detection === undefined ? undefined : searchAsExpression(detection.search.source.text);
}

function writeAll(
  folder: string,
  files: readonly (readonly [string, string])[],
  workingFolder: string,
): readonly string[] {
  const taken = files.map(([name]) => join(folder, name)).find((path) => existsSync(path));
  if (taken !== undefined)
    throw new OutsideError(
      diagnosticFor(taken, {
        code: 'WW1210',
        severity: 'error',
        message: 'The file is there already',
        hint: 'Choose another name, or another place with --out; nothing was written.',
      }),
    );
  makeFolder(folder);
  return files.map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return relative(workingFolder, path);
  });
}
