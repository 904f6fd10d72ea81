import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LookupMatching, LookupWrite, Row } from '../../engine/types';
import { listOf } from '../auth/roles';
import type { ConfLayers } from '../conf_layers/conf_layers';
import type { ConfObject } from '../conf_layers/conf_object';
import { writeAtomically } from '../durable/atomic_file';
import { forbidden } from '../http/rest_error';
import type { Document, JsonValue } from '../kv/document';
import { typed, type KvStore } from '../kv/kv_store';
import type { Caller, Namespace } from '../rest/request';
import { mayWrite } from '../rest/rights';
import { csvRows, printCsv } from './csv';
import { lookupMatching } from './lookup_matching';

/** Lookups by name: stanzas of transforms.conf over KV store collections and CSV files, and the files by their own names. */
export class Lookups {
  constructor(
    private readonly conf: ConfLayers,
    private readonly kv: KvStore,
  ) {}

  names({ app }: Namespace): readonly string[] {
    const stanzas = this.conf
      .objects('transforms', { owner: 'nobody', app })
      .filter(isLookup)
      .map(({ name }) => name);
    return [...new Set([...stanzas, ...this.fileNames()])].sort();
  }

  /** All rows, or undefined when nobody defines such a lookup. */
  read(name: string, namespace: Namespace): Promise<readonly Row[] | undefined> {
    return Promise.resolve(this.readNow(name, namespace));
  }

  /** How the lookup matches (transforms.conf.spec); undefined for a file without a stanza. */
  matching(name: string, namespace: Namespace): LookupMatching | undefined {
    const stanza = this.stanza(name, namespace);
    return stanza === undefined ? undefined : lookupMatching(stanza.settings);
  }

  private readNow(name: string, namespace: Namespace): readonly Row[] | undefined {
    const stanza = this.stanza(name, namespace);
    const collection = stanza?.settings.get('collection');
    if (stanza !== undefined && collection !== undefined) return this.readCollection(stanza, collection);
    const file = this.filePath(stanza?.settings.get('filename') ?? name);
    return file === undefined ? undefined : csvRows(readFileSync(file, 'utf8'));
  }

  /** What `outputlookup` does. Rejects when the lookup is read-only for the user or unknown. */
  async write(
    name: string,
    rows: readonly Row[],
    how: LookupWrite,
    namespace: Namespace,
    caller: Caller | undefined,
  ): Promise<void> {
    const stanza = this.stanza(name, namespace);
    const collection = stanza?.settings.get('collection');
    if (stanza !== undefined && caller !== undefined && !mayOutput(stanza, collection !== undefined, caller))
      throw forbidden(`You (user=${caller.user.name}) may not write the lookup "${name}".`);
    if (stanza !== undefined && collection !== undefined) return this.writeCollection(stanza, collection, rows, how);
    await this.writeFile(stanza?.settings.get('filename') ?? name, rows, how);
  }

  /** The CSV files of the app: local ones win. */
  fileNames(): readonly string[] {
    const folders = [this.localFolder, join(this.conf.places.appFolder, 'lookups')];
    return [...new Set(folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : [])))]
      .filter((name) => name.endsWith('.csv'))
      .sort();
  }

  filePath(name: string): string | undefined {
    if (!/^[\w][\w. -]*\.csv$/.test(name)) return undefined;
    return [this.localFolder, join(this.conf.places.appFolder, 'lookups')]
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path));
  }

  private get localFolder(): string {
    return join(this.conf.places.dataFolder, 'local', 'lookups');
  }

  private stanza(name: string, namespace: Namespace): ConfObject | undefined {
    return this.conf.find('transforms', name, { owner: 'nobody', app: namespace.app });
  }

  private readCollection(stanza: ConfObject, name: string): readonly Row[] | undefined {
    const definition = this.kv.definition(stanza.app, name);
    if (definition === undefined) return undefined;
    const fields = fieldsOf(stanza);
    return [...this.kv.records(definition, 'nobody').all()].map((document) => rowOf(document, fields));
  }

  private async writeCollection(
    stanza: ConfObject,
    name: string,
    rows: readonly Row[],
    how: LookupWrite,
  ): Promise<void> {
    const definition = this.kv.definition(stanza.app, name);
    if (definition === undefined)
      throw forbidden(`The lookup "${stanza.name}" names the collection "${name}", which no collections.conf has.`);
    const records = this.kv.records(definition, 'nobody');
    const documents = rows.map((row) => typed(documentOf(row, fieldsOf(stanza), how.keyField), definition));
    await (how.append || how.keyField !== undefined
      ? records.save(documents, 'nobody')
      : records.overwrite(documents, 'nobody'));
  }

  private async writeFile(name: string, rows: readonly Row[], how: LookupWrite): Promise<void> {
    if (!/^[\w][\w. -]*\.csv$/.test(name))
      throw forbidden(`"${name}" is neither a defined lookup nor the name of a CSV file.`);
    const path = this.filePath(name);
    const before = how.append && path !== undefined ? csvRows(readFileSync(path, 'utf8')) : [];
    await writeAtomically(join(this.localFolder, name), printCsv([...before, ...rows]));
  }
}

/** A collection is written by its access list; a file by whoever may make files (check_permission is off as shipped). */
function mayOutput(stanza: ConfObject, isCollection: boolean, caller: Caller): boolean {
  return mayWrite(stanza, caller) || (!isCollection && caller.capabilities.has('output_file'));
}

function isLookup({ settings }: ConfObject): boolean {
  return settings.has('filename') || settings.get('external_type') === 'kvstore';
}

function fieldsOf({ settings }: ConfObject): readonly string[] {
  return listOf(settings.get('fields_list'), ',');
}

/** Only the fields of `fields_list`; `_key` when it is listed. */
function rowOf(document: Document, fields: readonly string[]): Row {
  const names = fields.length === 0 ? Object.keys(document).filter((name) => name !== '_user') : fields;
  return Object.fromEntries(names.map((name) => [name, cellOf(document[name])]));
}

function cellOf(value: JsonValue | undefined): Row[string] {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value))
    return value.map((each: JsonValue) =>
      typeof each === 'number' ? each : typeof each === 'string' ? each : JSON.stringify(each),
    );
  return JSON.stringify(value);
}

function documentOf(row: Row, fields: readonly string[], keyField: string | undefined): Document {
  const names = fields.length === 0 ? Object.keys(row) : fields.filter((name) => Object.hasOwn(row, name));
  const key = keyField === undefined ? row._key : row[keyField];
  const kept = names.filter((name) => row[name] !== null && name !== '_user');
  return {
    ...Object.fromEntries(kept.map((name) => [name, row[name] ?? null])),
    ...(key === undefined || key === null ? {} : { _key: String(key) }),
  };
}
