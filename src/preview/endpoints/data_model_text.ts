import { cimColumnNames } from '../../engine/store/columns';
import { badRequest } from '../http/rest_error';
import { isDocument, parseJson, type Document, type JsonValue } from '../kv/document';

/** What a data model is to clients: JSON text in `description` (REST reference, datamodel/model), each object with all that it inherits. */
export interface DataModel {
  readonly displayName: string;
  readonly json: Document;
  readonly objects: readonly ModelObject[];
}

export interface ModelObject {
  readonly name: string;
  /** From the root object to this one. */
  readonly lineage: readonly string[];
  readonly fields: readonly Document[];
}

/** The parents that are no objects of a model. */
const roots = new Set(['BaseEvent', 'BaseSearch', 'BaseTransaction', 'BaseImpl', '']);

/** Reads a model's JSON text; 400 for what is none. */
export function readDataModel(text: string): DataModel {
  const given = parsed(text);
  const own = listOf(given.objects).map(objectOf);
  const objects = own.map((object) => completed(object, own));
  const names = objects.map(({ name }) => name);
  if (new Set(names).size < names.length) throw badRequest('Two objects of the data model have the same name.');
  const json = {
    description: '',
    displayName: '',
    ...given,
    objectNameList: names,
    objectSummary: given.objectSummary ?? summaryOf(own),
    objects: objects.map(({ json: object }) => object),
  };
  return { displayName: textOf(given.displayName), json, objects };
}

/** The summary that `concise=true` asks for: all but the objects themselves. */
export function concise({ json }: DataModel): Document {
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'objects'));
}

function parsed(text: string): Document {
  const value = parseJson(text);
  if (!isDocument(value)) throw badRequest('The "description" of a data model must be a JSON object.');
  return value;
}

function objectOf(value: JsonValue): Document {
  if (!isDocument(value) || textOf(value.objectName) === '')
    throw badRequest('Every object of a data model needs an "objectName".');
  return value;
}

/** An object with its lineage, and the fields, constraints and calculations of its parents before its own. */
function completed(object: Document, all: readonly Document[]): ModelObject & { readonly json: Document } {
  const name = textOf(object.objectName);
  const chain = ancestors(object, all);
  const lineage = chain.map((each) => textOf(each.objectName));
  const inherited = (key: string, idOf: (member: Document) => string): readonly Document[] =>
    distinct(
      chain.flatMap((each, depth) => owned(each, key, lineage.slice(0, depth + 1).join('.'))),
      idOf,
    );
  const fields = inherited('fields', (field) => textOf(field.fieldName)).filter(
    ({ owner, type }) => owner === lineage.join('.') || (type !== 'objectCount' && type !== 'childCount'),
  );
  const whole = [...baseFields(object, chain, fields), ...fields, ...countField(name, lineage, fields, object)];
  const json = {
    comment: '',
    displayName: name,
    parentName: 'BaseEvent',
    ...object,
    lineage: lineage.join('.'),
    fields: whole,
    constraints: inherited('constraints', (each) => `${textOf(each.owner)}\0${textOf(each.search)}`),
    calculations: inherited('calculations', (each) => textOf(each.calculationID) || JSON.stringify(each)).map(
      withInputs,
    ),
  };
  return { name, lineage, fields: whole, json };
}

function ancestors(object: Document, all: readonly Document[]): readonly Document[] {
  const chain = [object];
  for (;;) {
    const parent = textOf(chain[0]?.parentName);
    if (roots.has(parent)) return chain;
    const next = all.find((each) => textOf(each.objectName) === parent);
    if (next === undefined) throw badRequest(`The parent "${parent}" of "${textOf(object.objectName)}" is not there.`);
    if (chain.includes(next)) throw badRequest(`The object "${parent}" is its own ancestor.`);
    chain.unshift(next);
  }
}

function owned(object: Document, key: string, owner: string): readonly Document[] {
  return listOf(object[key])
    .filter(isDocument)
    .map((member) => ({ ...member, owner: member.owner ?? owner }));
}

function distinct(members: readonly Document[], idOf: (member: Document) => string): readonly Document[] {
  return [...new Map(members.map((member) => [idOf(member), member])).values()];
}

/** A lookup of one field, as older models have it, is a lookup of a list of one. */
function withInputs(calculation: Document): Document {
  const { inputField, lookupField } = calculation;
  const isOld = calculation.lookupName !== undefined && calculation.lookupInputs === undefined;
  if (!isOld || inputField === undefined || lookupField === undefined) return calculation;
  return { ...calculation, lookupInputs: [{ inputField, lookupField }] };
}

const plain = { required: false, multivalue: false, hidden: false, editable: false, fieldSearch: '', comment: '' };

/** What every event has. */
function baseFields(object: Document, chain: readonly Document[], known: readonly Document[]): readonly Document[] {
  if (!['BaseEvent', ''].includes(textOf(chain[0]?.parentName)) || object.fields === undefined) return [];
  return ['_time', 'host', 'source', 'sourcetype']
    .filter((name) => !known.some(({ fieldName }) => fieldName === name))
    .map((name) => ({
      ...{ ...plain, fieldName: name, displayName: name, owner: 'BaseEvent' },
      type: name === '_time' ? 'timestamp' : 'string',
    }));
}

/** An object counts itself under its own name. */
function countField(
  name: string,
  lineage: readonly string[],
  known: readonly Document[],
  object: Document,
): readonly Document[] {
  if (known.some(({ fieldName }) => fieldName === name)) return [];
  const displayName = textOf(object.displayName) || name;
  return [{ ...plain, fieldName: name, displayName, owner: lineage.join('.'), type: 'objectCount' }];
}

function summaryOf(objects: readonly Document[]): Document {
  const under = (root: string): number =>
    objects.filter(({ parentName }) => (parentName ?? 'BaseEvent') === root).length;
  return {
    'Event-Based': objects.length - under('BaseSearch') - under('BaseTransaction'),
    'Transaction-Based': under('BaseTransaction'),
    'Search-Based': under('BaseSearch'),
  };
}

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : []);

/** The model that the preview fills: Endpoint with its one dataset, after the CIM's own field table. */
export const endpointModel: DataModel = readDataModel(
  JSON.stringify({
    modelName: 'Endpoint',
    displayName: 'Endpoint',
    description: 'Process creations of the preview.',
    objects: [
      {
        objectName: 'Processes',
        parentName: 'BaseEvent',
        fields: cimColumnNames
          .filter((name) => !['_time', 'host', 'source', 'sourcetype'].includes(name))
          .map((fieldName) => ({ ...plain, fieldName, displayName: fieldName, owner: 'Processes', type: 'string' })),
        constraints: [{ search: 'tag=process tag=report', owner: 'Processes' }],
      },
    ],
  }),
);
