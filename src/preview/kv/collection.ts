import { randomBytes } from 'node:crypto';
import { AppendLog } from '../durable/append_log';
import { RestError } from '../http/rest_error';
import { isDocument, type Document, type JsonValue } from './document';

/** One change of a collection, as its log keeps it. */
type Change =
  | { readonly op: 'put'; readonly docs: readonly Document[] }
  | { readonly op: 'del'; readonly keys: readonly string[] }
  | { readonly op: 'clear' };

/** The log is written anew once it has so many more lines than records. */
const SLACK = 5_000;

/**
 * The records of one collection and owner. Every change is one line of a log: all of a batch is there or nothing, and a
 * change is acknowledged once it is on the disk.
 */
export class Collection {
  private records = new Map<string, Document>();
  private readonly log: AppendLog;
  private lines = 0;

  constructor(path: string) {
    this.log = new AppendLog(path);
    this.reload();
  }

  all(): Iterable<Document> {
    return this.records.values();
  }

  find(key: string): Document | undefined {
    return this.records.get(key);
  }

  get size(): number {
    return this.records.size;
  }

  /** Adds a record; 409 when its key is taken. */
  async insert(document: Document, user: string): Promise<string> {
    const key = keyOf(document);
    if (this.records.has(key)) throw new RestError(409, 'A document with the same key and user already exists.');
    await this.write({ op: 'put', docs: [owned(document, key, user)] });
    return key;
  }

  /** Puts a record in place of the one of that key. */
  async replace(key: string, document: Document, user: string): Promise<void> {
    await this.write({ op: 'put', docs: [owned(document, key, user)] });
  }

  /** Adds or replaces many records: all or none. */
  async save(documents: readonly Document[], user: string): Promise<readonly string[]> {
    const docs = documents.map((document) => owned(document, keyOf(document), user));
    await this.write({ op: 'put', docs });
    return docs.map(keyOf);
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.write({ op: 'del', keys });
  }

  async clear(): Promise<void> {
    await this.write({ op: 'clear' });
  }

  /** All records at once: what `outputlookup` without append does. */
  async overwrite(documents: readonly Document[], user: string): Promise<void> {
    const docs = documents.map((document) => owned(document, keyOf(document), user));
    this.records = new Map(docs.map((document) => [keyOf(document), document]));
    await this.compact();
  }

  close(): Promise<void> {
    return this.log.close();
  }

  /** Readers see a change at once; when the disk refuses it, what is on the disk counts again. */
  private async write(change: Change): Promise<void> {
    apply(this.records, change);
    try {
      await this.log.append(JSON.stringify(change));
    } catch (error) {
      this.reload();
      throw diskError(error);
    }
    this.lines += 1;
    if (this.lines > this.records.size + SLACK) await this.compact();
  }

  private async compact(): Promise<void> {
    const docs = [...this.records.values()];
    const slices: Change[] = [];
    for (let at = 0; at < docs.length; at += 500) slices.push({ op: 'put', docs: docs.slice(at, at + 500) });
    this.lines = docs.length;
    await this.log.replace(slices.map((slice) => JSON.stringify(slice)));
  }

  private reload(): void {
    const records = new Map<string, Document>();
    const lines = this.log.read();
    for (const line of lines) apply(records, readChange(line as JsonValue));
    this.records = records;
    this.lines = lines.length;
  }
}

function apply(records: Map<string, Document>, change: Change): void {
  if (change.op === 'clear') return records.clear();
  if (change.op === 'del') return change.keys.forEach((key) => records.delete(key));
  for (const document of change.docs) records.set(keyOf(document), document);
}

/** A line of our own log; one that is no change changes nothing. */
function readChange(value: JsonValue): Change {
  if (!isDocument(value)) return { op: 'del', keys: [] };
  if (value.op === 'clear') return { op: 'clear' };
  const list = (name: string): readonly JsonValue[] => {
    const found = value[name];
    return isList(found) ? found : [];
  };
  if (value.op === 'del') return { op: 'del', keys: list('keys').filter((key) => typeof key === 'string') };
  return { op: 'put', docs: list('docs').filter(isDocument) };
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

/** The key that a record brings, else a new one of 24 hexadecimal digits. */
function keyOf(document: Document): string {
  const { _key: key } = document;
  if (typeof key === 'string' && key !== '') return key;
  return typeof key === 'number' ? String(key) : randomBytes(12).toString('hex');
}

function owned(document: Document, key: string, user: string): Document {
  return { ...document, _key: key, _user: user };
}

function diskError(error: unknown): RestError {
  return new RestError(503, `The KV store can't write: ${error instanceof Error ? error.message : String(error)}`);
}
