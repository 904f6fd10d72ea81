import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { confBoolean, confValue, inheritedSettings, mergeConf, type MergedConf } from '../../conf/merge';
import { readConf } from '../../conf/read';
import type { LookupMatching, Row, SearchEnvironment } from '../../engine/types';
import type { MacroDefinition } from '../../spl/macros';
import { readCsv } from '../../engine/values/csv';
import { lookupMatching } from '../../preview/lookups/lookup_matching';

/** What a search may ask of an app in a folder: its macros, lookups and saved searches, `local/` over `default/`. */

/**
 * Macros that other apps bring and that searches rely on: Splunk_SA_CIM's and ESCU's, with their published defaults. They
 * stand beneath the app's own.
 */
const beneath = `
[drop_dm_object_name(1)]
args = object
definition = rename "$object$.*" as *
[security_content_summariesonly]
definition = summariesonly=false allow_old_summaries=true fillnull_value=null
[security_content_ctime(1)]
args = field
definition = convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)
[cim_Endpoint_indexes]
definition = ()
[summariesonly]
definition = summariesonly=false
`;

/** The environment of the app in a folder. `say` hears what a person should know. */
export function appEnvironment(folder: string, say: (text: string) => void): SearchEnvironment {
  const macros = confOf(folder, 'macros.conf', beneath);
  const transforms = confOf(folder, 'transforms.conf', '');
  const saved = confOf(folder, 'savedsearches.conf', '');
  const written = new Map<string, readonly Row[]>();
  const read = new Map<string, readonly Row[] | undefined>();
  // A batch asks for the same list of a hundred thousand domains again and again.
  const rowsOf = (name: string): readonly Row[] | undefined => {
    if (!read.has(name)) read.set(name, readLookup(folder, transforms, name));
    return written.get(name) ?? read.get(name);
  };
  return {
    macro: (name, count) => macroOf(macros, name, count),
    macroNames: () => [...macros.keys()].map((name) => name.replace(/\(\d+\)$/, '')),
    readLookup: (name) => Promise.resolve(rowsOf(name)),
    writeLookup: (name, rows, { append }) => {
      if (!written.has(name)) say(`The lookup "${name}" is kept for this run alone; the app's files stay as they are.`);
      const before = append ? (rowsOf(name) ?? []) : [];
      written.set(name, [...before, ...rows]);
      return Promise.resolve();
    },
    lookupNames: () => [...new Set([...transforms.keys(), ...csvFiles(folder)])].filter((name) => name !== 'default'),
    lookupMatching: (name) => matchingOf(transforms, name),
    savedSearch: (name) => (saved.has(name) ? confValue(saved, name, 'search') : undefined),
  };
}

function confOf(folder: string, file: string, under: string): MergedConf {
  const layers = ['default', 'local'].flatMap((layer) => {
    const path = join(folder, layer, file);
    return existsSync(path) ? [{ layer, file: readConf({ name: path, text: readFileSync(path, 'utf8') }) }] : [];
  });
  return mergeConf([{ layer: 'beneath', file: readConf({ name: '<other apps>', text: under }) }, ...layers]);
}

function macroOf(macros: MergedConf, name: string, count: number): MacroDefinition | undefined {
  const stanza = count === 0 ? name : `${name}(${count})`;
  if (!macros.has(stanza)) return undefined;
  const args = confValue(macros, stanza, 'args') ?? '';
  const validation = confValue(macros, stanza, 'validation');
  const errorMessage = confValue(macros, stanza, 'errormsg');
  return {
    name,
    args: args.split(',').flatMap((arg) => (arg.trim() === '' ? [] : [arg.trim()])),
    definition: confValue(macros, stanza, 'definition') ?? '',
    isEval: confBoolean(confValue(macros, stanza, 'iseval') ?? '0') === true,
    ...(validation === undefined ? {} : { validation }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
  };
}

function csvFiles(folder: string): readonly string[] {
  const path = join(folder, 'lookups');
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.csv')) : [];
}

/** A CSV of the app by its definition or its own name; a KV store collection has no rows here. */
function readLookup(folder: string, transforms: MergedConf, name: string): readonly Row[] | undefined {
  const file = transforms.has(name) ? confValue(transforms, name, 'filename') : name;
  if (file === undefined) return [];
  const path = join(folder, 'lookups', file);
  if (csvFiles(folder).includes(file)) return readCsv(readFileSync(path, 'utf8'));
  return transforms.has(name) ? [] : undefined;
}

function matchingOf(transforms: MergedConf, name: string): LookupMatching | undefined {
  if (!transforms.has(name)) return undefined;
  return lookupMatching(new Map([...inheritedSettings(transforms, name)].map(([key, { value }]) => [key, value])));
}
