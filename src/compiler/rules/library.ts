import { editDistance } from '../../core/suggest';
import type { MacroDefinition } from '../../spl/macros';
import type { EscuLookup } from '../../escu/model';
import type { Collected } from '../collect';

/** What searches may refer to: what the checked files define, and what other apps bring. */
export interface Library {
  readonly macro: (name: string, argumentCount: number) => MacroDefinition | undefined;
  readonly macroNames: () => readonly string[];
  /** Undefined when the checked files define no lookup at all: then nothing can be said about one. */
  readonly lookups: ReadonlySet<string> | undefined;
  /** The columns of a lookup, by its name or its file's; undefined where they are not known. */
  readonly columnsOf: (lookup: string) => readonly string[] | undefined;
  readonly stories: ReadonlySet<string> | undefined;
  readonly dataSources: ReadonlySet<string> | undefined;
  /** The fields that a data source's events have, by its name; undefined where its file lists none. */
  readonly fieldsOfSource: (dataSource: string) => readonly string[] | undefined;
  /** The fields of all data sources. */
  readonly sourceFields: ReadonlySet<string>;
  /** The sources and sourcetypes of the data sources. */
  readonly logs: Readonly<Record<'source' | 'sourcetype', ReadonlySet<string>>>;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Macros that every ESCU detection leans on: known also when a detection is checked alone. */
const common: readonly MacroDefinition[] = [
  plain('summariesonly_config', 'false'),
  plain('oldsummaries_config', 'true'),
  plain('fillnull_config', 'null'),
  plain(
    'security_content_summariesonly',
    'summariesonly=`summariesonly_config` allow_old_summaries=`oldsummaries_config` fillnull_value=`fillnull_config`',
  ),
  plain('security_content_ctime', 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)', ['field']),
  plain('drop_dm_object_name', 'rename "$object$.*" as *', ['object']),
];

function plain(name: string, definition: string, args: readonly string[] = []): MacroDefinition {
  return { name, args, definition, isEval: false };
}

/** Macros of other apps (CIM, Enterprise Security) and of this one, which no checked file need define. */
export function isBroughtByOthers(name: string): boolean {
  return (
    /^(?:get_|cim_|webshell_watch_|notable|risk|es_|map_notable|suppression|incident_review|asset|identity)/.test(
      name,
    ) || name === 'globedistance'
  );
}

/** Lookups of other apps (CIM, Enterprise Security, URL Toolbox) and of this one. */
export function isLookupOfOthers(name: string): boolean {
  return /^(?:asset_|identity_|cim_|webshell_watch_|cloud_|mitre_|security_domains|notable|incident_|geo_|ut_|prohibited_|interesting_|primary_functions|admon_)/.test(
    name,
  );
}

/** The library of a set of files; `today` decides which dates are in the future. */
export function libraryOf(
  collected: Collected,
  today: string,
  tables: ReadonlyMap<string, Uint8Array> = new Map(),
): Library {
  const columns = new Map(collected.lookups.flatMap((lookup) => columnsByName(lookup, tables)));
  const listed = collected.dataSources.filter(({ fields }) => fields.length > 0);
  const fieldLists = new Map(listed.map(({ name, fields }) => [name, fields]));
  const filters = collected.detections.map(({ filterMacro }) => plain(filterMacro, 'search *'));
  const own = collected.macros.map(({ name, arguments: args, definition }) => plain(name, definition, args));
  const all = new Map([...common, ...filters, ...own].map((macro) => [key(macro.name, macro.args.length), macro]));
  return {
    macro: (name, count) => all.get(key(name, count)),
    macroNames: () => [...all.keys()],
    lookups: namesOf(
      collected.lookups.flatMap(({ name, table }) => ('filename' in table ? [name, table.filename] : [name])),
    ),
    columnsOf: (lookup) => columns.get(lookup),
    stories: namesOf(collected.stories.map(({ name }) => name)),
    dataSources: namesOf(collected.dataSources.map(({ name }) => name)),
    fieldsOfSource: (name) => fieldLists.get(name),
    sourceFields: new Set(listed.flatMap(({ fields }) => fields)),
    logs: {
      source: new Set(collected.dataSources.map(({ sourceField }) => sourceField)),
      sourcetype: new Set(collected.dataSources.map(({ sourcetype }) => sourcetype)),
    },
    today,
  };
}

function key(name: string, count: number): string {
  return count === 0 ? name : `${name}(${count})`;
}

function namesOf(names: readonly string[]): ReadonlySet<string> | undefined {
  return names.length === 0 ? undefined : new Set(names);
}

type Named = readonly [name: string, columns: readonly string[]];

function columnsByName({ name, table }: EscuLookup, tables: ReadonlyMap<string, Uint8Array>): readonly Named[] {
  if (table.kind === 'kvstore') return table.fields.length === 0 ? [] : [[name, [...table.fields, '_key']]];
  const content = table.kind === 'csv' ? tables.get(table.filename) : undefined;
  if (content === undefined) return [];
  const columns = headerOf(new TextDecoder().decode(content.subarray(0, LONGEST_HEADER)));
  return [
    [name, columns],
    [table.filename, columns],
  ];
}

const LONGEST_HEADER = 10_000;

/** The names in a CSV file's first line. */
function headerOf(text: string): readonly string[] {
  const [line = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return [...line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  );
}

/** The known source or sourcetype that a long name nearly is; other letters' case is no slip, add-ons write both. */
export function slipOfLog(name: string, known: ReadonlySet<string>): string | undefined {
  const folded = name.toLowerCase();
  const all = [...known];
  if (name.length < 8 || all.some((other) => other.toLowerCase() === folded)) return undefined;
  return all.find((other) => editDistance(folded, other.toLowerCase(), 1) <= 1);
}
