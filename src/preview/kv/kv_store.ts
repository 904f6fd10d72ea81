import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { confBoolean } from '../../conf/merge';
import type { ConfLayers } from '../conf_layers/conf_layers';
import { encodeName } from '../conf_layers/places';
import { badRequest } from '../http/rest_error';
import { Collection } from './collection';
import type { Document, JsonValue } from './document';

/** What collections.conf says of a collection. */
export interface CollectionDefinition {
  readonly name: string;
  readonly app: string;
  /** Type by field: array, number, bool, string, cidr, time. */
  readonly fields: ReadonlyMap<string, string>;
  readonly enforceTypes: boolean;
}

/** All KV store collections; the records of one owner in one collection are a file of their own. */
export class KvStore {
  private readonly open = new Map<string, Collection>();

  constructor(
    private readonly folder: string,
    private readonly conf: ConfLayers,
  ) {}

  /** The definition, or undefined when no app that the namespace sees has such a collection. */
  definition(app: string, name: string): CollectionDefinition | undefined {
    const object = this.conf.find('collections', name, { owner: 'nobody', app });
    if (object === undefined) return undefined;
    const fields = [...object.settings].filter(([key]) => key.startsWith('field.'));
    return {
      name,
      app: object.app,
      fields: new Map(fields.map(([key, type]) => [key.slice('field.'.length), type.trim()])),
      enforceTypes: confBoolean(object.settings.get('enforceTypes') ?? 'false') === true,
    };
  }

  /** The records of an owner (`nobody`: shared by all). */
  records(definition: CollectionDefinition, owner: string): Collection {
    return this.opened(this.path(encodeName(owner), definition.app, definition.name));
  }

  private path(ownerFolder: string, app: string, name: string): string {
    return join(this.folder, ownerFolder, encodeName(app), `${encodeName(name)}.jsonl`);
  }

  private opened(path: string): Collection {
    const known = this.open.get(path) ?? new Collection(path);
    this.open.set(path, known);
    return known;
  }

  /** Empties a collection for all its owners: with its definition its records go. */
  async drop(app: string, name: string): Promise<void> {
    const owners = existsSync(this.folder) ? readdirSync(this.folder) : [];
    for (const owner of owners) {
      const path = this.path(owner, app, name);
      if (existsSync(path)) await this.opened(path).clear();
    }
  }

  async close(): Promise<void> {
    for (const collection of this.open.values()) await collection.close();
  }
}

type Check = (value: JsonValue) => JsonValue | undefined;

/** What a field of a type holds; undefined: the value does not fit (collections.conf.spec, field.<name>). */
const checks: Readonly<Record<string, Check>> = {
  string: (value) => (typeof value === 'object' ? undefined : String(value)),
  number: (value) =>
    value !== '' && (typeof value === 'number' || typeof value === 'string') && Number.isFinite(Number(value))
      ? Number(value)
      : undefined,
  bool: (value) => (typeof value === 'object' ? undefined : confBoolean(String(value))),
  time: (value) => (typeof value === 'number' || typeof value === 'string' ? value : undefined),
  cidr: (value) => (typeof value === 'string' ? value : undefined),
  array: (value) => (Array.isArray(value) ? value : undefined),
};

/** A record with its fields in the types of the collection. With enforceTypes a wrong one is refused (400), else the field is dropped. */
export function typed(document: Document, { fields, enforceTypes }: CollectionDefinition): Document {
  if (fields.size === 0) return document;
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]): readonly (readonly [string, JsonValue])[] => {
      const check = checks[fields.get(name) ?? ''];
      if (check === undefined || value === null) return [[name, value]];
      const fitting = check(value);
      if (fitting !== undefined) return [[name, fitting]];
      if (enforceTypes) throw badRequest(`The field "${name}" must be of type ${fields.get(name) ?? ''}.`);
      return [];
    }),
  );
}
