import { isTrue, Params } from '../http/params';
import { bodyText } from '../http/incoming';
import { badRequest, RestError } from '../http/rest_error';
import { jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import type { Collection } from '../kv/collection';
import { documentOf, isDocument, parseJson, valueAt, type Document, type JsonValue } from '../kv/document';
import { typed, type CollectionDefinition } from '../kv/kv_store';
import { compileQuery } from '../kv/query';
import { named, type RestRequest } from '../rest/request';
import { jsonText } from '../rest/json_text';
import { isAdmin } from '../rest/rights';
import type { Handler, Route } from '../rest/router';
import { xmlText } from '../rest/xml';
import type { Services } from '../services';
import { allows } from '../conf_layers/access';

/** `storage/collections/data/…`: the records of KV store collections, JSON whatever is asked (reference 2.8). */
const BASE = 'storage/collections/data/{collection}';

export const kvRoutes: readonly Route[] = [
  { pattern: BASE, methods: { GET: on(find), POST: on(insert, 'write'), DELETE: on(removeMany, 'write') } },
  { pattern: `${BASE}/batch_save`, methods: { POST: on(batchSave, 'write') } },
  { pattern: `${BASE}/batch_find`, methods: { POST: on(batchFind) } },
  {
    pattern: `${BASE}/{key}`,
    methods: { GET: on(one), POST: on(replace, 'write'), PUT: on(replace, 'write'), DELETE: on(remove, 'write') },
  },
];

/** limits.conf, [kvstore]: rows of one answer, documents and queries of one batch. */
const MOST_ROWS = 50_000;
const MOST_BATCH_DOCUMENTS = 1_000;
const MOST_BATCH_QUERIES = 1_000;

interface Target {
  readonly definition: CollectionDefinition;
  readonly records: Collection;
  readonly owner: string;
}

type KvHandler = (target: Target, request: RestRequest, services: Services) => Reply | Promise<Reply>;

/** Finds the collection and checks the caller's rights; a missing one answers in XML, as measured (reference 2.5). */
function on(handler: KvHandler, right: 'read' | 'write' = 'read'): Handler {
  return (request, services) => {
    const { app, owner } = request.namespace;
    if (app === '-') throw badRequest('A concrete app is needed for a collection.');
    const name = named(request, 'collection');
    const definition = services.kv.definition(app, name);
    if (definition === undefined) return noCollection(name);
    requireRight(definition, right, request, services);
    const whose = request.prefix === '/services' || owner === '-' ? 'nobody' : owner;
    if (whose !== 'nobody' && whose !== request.caller.user.name && !isAdmin(request.caller))
      throw new RestError(403, `User '${request.caller.user.name}' may not use the records of '${whose}'.`);
    return handler({ definition, records: services.kv.records(definition, whose), owner: whose }, request, services);
  };
}

function noCollection(name: string): Reply {
  const text = xmlText(`An object with name=${name} does not exist`);
  return reply(
    404,
    XML_TYPE,
    `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<messages>\n<msg type="ERROR">${text}</msg>\n</messages>\n</response>`,
  );
}

function requireRight(
  { app, name }: CollectionDefinition,
  right: 'read' | 'write',
  { caller }: RestRequest,
  services: Services,
): void {
  const access = services.conf.access(app, 'collections', name);
  if (isAdmin(caller) || allows(access[right], caller.roles)) return;
  throw new RestError(
    403,
    `User '${caller.user.name}' with roles { ${caller.roles.join(', ')} } cannot ${right} the collection ${name}.`,
  );
}

const bodyOf = ({ incoming }: RestRequest): JsonValue => parseJson(bodyText(incoming.body));

function find({ definition, records, owner }: Target, request: RestRequest, services: Services): Reply {
  const shared =
    owner !== 'nobody' && isTrue(request.query.get('shared')) ? services.kv.records(definition, 'nobody').all() : [];
  return jsonReply(200, selected([...records.all(), ...shared], queryOf(request.query), request.query));
}

function queryOf(params: Params): JsonValue {
  const text = params.get('query') ?? '';
  return text === '' ? {} : parseJson(text);
}

/** The records that a query finds, sorted, cut and with the wanted fields. */
function selected(documents: Iterable<Document>, query: JsonValue, params: Params): readonly Document[] {
  const fits = compileQuery(query);
  const found: Document[] = [];
  for (const document of documents) if (fits(document)) found.push(document);
  const order = params.get('sort') ?? '';
  const sorted = order === '' ? found : found.sort(comparison(order));
  const skip = natural(params, 'skip', 0);
  const limit = natural(params, 'limit', 0);
  return sorted
    .slice(skip, skip + Math.min(limit === 0 ? MOST_ROWS : limit, MOST_ROWS))
    .map(projection(params.get('fields') ?? ''));
}

function natural(params: Params, name: string, fallback: number): number {
  const value = Number(params.get(name) ?? fallback);
  if (!Number.isSafeInteger(value) || value < 0) throw badRequest(`The argument "${name}" must be a whole number.`);
  return value;
}

/** `a:-1,b` */
function comparison(text: string): (a: Document, b: Document) => number {
  const keys = text.split(',').map((part) => {
    const [name = '', direction = '1'] = part.trim().split(':');
    if (!['1', '-1'].includes(direction)) throw badRequest(`Invalid sort "${part}": use field:1 or field:-1.`);
    return { name, sign: Number(direction) };
  });
  return (a, b) => {
    for (const { name, sign } of keys) {
      const difference = compare(valueAt(a, name), valueAt(b, name));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

/** Null and missing first, then numbers, then texts, then the rest, as MongoDB orders them. */
function compare(a: JsonValue | undefined, b: JsonValue | undefined): number {
  const ranks = [rank(a), rank(b)] as const;
  if (ranks[0] !== ranks[1]) return ranks[0] - ranks[1];
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [jsonText(a), jsonText(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function rank(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : typeof value === 'object' ? 3 : 4;
}

/** `a,b,_key:0`: fields to give, or with `:0` to leave out; `_id` is the key's name in the store below. */
function projection(text: string): (document: Document) => Document {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return (document) => document;
  const left = new Set(
    parts.filter((part) => part.endsWith(':0')).map((part) => part.slice(0, -2).replace(/^_id$/, '_key')),
  );
  const kept = parts.filter((part) => !part.endsWith(':0')).map((part) => part.replace(/:1$/, ''));
  const wanted = new Set([...kept, '_key'].filter((name) => !left.has(name)));
  return (document) =>
    Object.fromEntries(
      Object.entries(document).filter(([name]) => (kept.length === 0 ? !left.has(name) : wanted.has(name))),
    );
}

async function insert({ definition, records, owner }: Target, request: RestRequest): Promise<Reply> {
  const key = await records.insert(typed(documentOf(bodyOf(request)), definition), owner);
  return jsonReply(201, { _key: key });
}

function one({ records }: Target, request: RestRequest): Reply {
  return jsonReply(200, existing(records, request));
}

function existing(records: Collection, request: RestRequest): Document {
  const document = records.find(named(request, 'key'));
  if (document === undefined) throw new RestError(404, 'Could not find object.');
  return document;
}

/** A full replacement of the record. */
async function replace({ definition, records, owner }: Target, request: RestRequest): Promise<Reply> {
  const key = named(request, 'key');
  existing(records, request);
  await records.replace(key, typed(documentOf(bodyOf(request)), definition), owner);
  return jsonReply(200, { _key: key });
}

async function remove({ records }: Target, request: RestRequest): Promise<Reply> {
  existing(records, request);
  await records.remove([named(request, 'key')]);
  return reply(200, 'application/json; charset=UTF-8', '');
}

/** Without a query the whole collection goes (reference 2.8). */
async function removeMany({ records }: Target, request: RestRequest): Promise<Reply> {
  const query = queryOf(request.query);
  const all = isDocument(query) && Object.keys(query).length === 0;
  if (all) await records.clear();
  else {
    const fits = compileQuery(query);
    await records.remove([...records.all()].filter(fits).map((document) => jsonText(document._key)));
  }
  return reply(200, 'application/json; charset=UTF-8', '');
}

async function batchSave({ definition, records, owner }: Target, request: RestRequest): Promise<Reply> {
  const body = bodyOf(request);
  if (!isList(body)) throw badRequest('A list of records is needed.');
  if (body.length > MOST_BATCH_DOCUMENTS)
    throw badRequest(
      `Request exceeds API limits - see limits.conf for details. (Too many documents for a single batch save, max_documents_per_batch_save=${MOST_BATCH_DOCUMENTS})`,
    );
  return jsonReply(
    200,
    await records.save(
      body.map((each) => typed(documentOf(each), definition)),
      owner,
    ),
  );
}

function batchFind({ records }: Target, request: RestRequest): Reply {
  const body = bodyOf(request);
  if (!isList(body)) throw badRequest('A list of queries is needed.');
  if (body.length > MOST_BATCH_QUERIES)
    throw badRequest(
      `Request exceeds API limits - see limits.conf for details. (Too many queries, max_queries_per_batch=${MOST_BATCH_QUERIES})`,
    );
  return jsonReply(
    200,
    body.map((each) => batchResult(each, records)),
  );
}

/** Each piece of a batch is `{query, fields, sort, limit, skip}`; its parts may be JSON or text. */
function batchResult(piece: JsonValue, records: Collection): readonly Document[] {
  if (!isDocument(piece)) throw badRequest('Every query of a batch must be a JSON object.');
  const text = (name: string): string => {
    const value = piece[name];
    return value === undefined || value === null ? '' : jsonText(value);
  };
  const query = typeof piece.query === 'string' ? parseJson(piece.query) : (piece.query ?? {});
  const sort = isDocument(piece.sort ?? null)
    ? Object.entries(piece.sort ?? {})
        .map(([name, way]) => `${name}:${String(way)}`)
        .join(',')
    : text('sort');
  return selected(
    records.all(),
    query,
    new Params([
      ['sort', sort],
      ['fields', fieldsText(piece.fields)],
      ['limit', text('limit') || '0'],
      ['skip', text('skip') || '0'],
    ]),
  );
}

function fieldsText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map(String).join(',');
  return isDocument(value)
    ? Object.entries(value)
        .map(([name, wanted]) => (wanted === 0 ? `${name}:0` : name))
        .join(',')
    : '';
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
