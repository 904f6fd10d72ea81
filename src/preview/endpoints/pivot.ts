import { ownValue } from '../../core/own_value';
import { RestError } from '../http/rest_error';
import { isDocument, type Document, type JsonValue } from '../kv/document';
import type { Content } from '../rest/entry';
import type { DataModel, ModelObject } from './data_model_text';

/** The functions of pivot's cells, as stats has them. */
const functions: Readonly<Record<string, string>> = {
  ...{ count: 'count', dc: 'dc', distinct_count: 'dc', sum: 'sum', average: 'avg', max: 'max', min: 'min' },
  ...{ stdev: 'stdev', list: 'list', values: 'values', distinct_values: 'values', first: 'first', last: 'last' },
  ...{ earliest: 'earliest', latest: 'latest', duration: 'range' },
};

const failure = (text: string): RestError =>
  new RestError(400, `In handler 'datamodelpivot': Error in 'PivotReport': ${text}`);

/** The searches of a pivot over an object of a model (`pivot_json`, as Splunk's SDK for JavaScript sends it): by the pivot command, and by tstats where every part can be said so. */
export function pivotContent(name: string, model: DataModel, json: JsonValue): Content {
  const spec = isDocument(json) ? json : {};
  const parts: Parts = {
    ...{ rows: partsOf(spec.rows), columns: partsOf(spec.columns) },
    ...{ cells: partsOf(spec.cells), filters: partsOf(spec.filters) },
  };
  const { rows, columns, cells, filters } = parts;
  if (rows.length === 0 && cells.length === 0) throw failure('Must have non-empty cells or non-empty rows.');
  const object = model.objects.find((each) => each.name === textOf(spec.baseClass));
  if (object === undefined) throw failure(`There is no object "${textOf(spec.baseClass)}" in the data model ${name}.`);
  const words = [
    ...cells.map((cell) => `${functionOf(cell)}(${textOf(cell.fieldName)}) AS ${labelOf(cell)}`),
    ...filters.map(filterWords),
    ...rows.map((row) => `SPLITROW ${textOf(row.fieldName)} AS ${labelOf(row)}`),
    ...columns.map((column) => `SPLITCOL ${textOf(column.fieldName)}`),
  ];
  const pivotSearch = `| pivot ${name} ${object.name} ${words.join(' ')}`;
  const tstats = tstatsSearch(name, object, parts);
  return {
    drilldown_search: `| datamodel ${name} ${object.name} search`,
    open_in_search: pivotSearch,
    pivot_json: JSON.stringify(spec),
    pivot_search: pivotSearch,
    search: statsSearch(name, object, parts),
    ...(tstats === undefined ? {} : { tstats_search: tstats }),
  };
}

interface Parts {
  readonly rows: readonly Document[];
  readonly columns: readonly Document[];
  readonly cells: readonly Document[];
  readonly filters: readonly Document[];
}

/** Undefined where a split has ranges or periods, or a filter a comparison, that tstats has no word for. */
function tstatsSearch(name: string, object: ModelObject, { rows, columns, cells, filters }: Parts): string | undefined {
  const splits = [...rows, ...columns];
  if (splits.some(({ display }) => display !== undefined && display !== 'all')) return undefined;
  const where = filters.map((filter) => comparison(fullName(filter, object), filter));
  if (where.includes(undefined)) return undefined;
  const by = splits.map((split) => quoted(fullName(split, object)));
  return [
    `| tstats ${cells.length === 0 ? 'count' : aggregates(cells, object).join(', ')} from datamodel=${name}.${object.name}`,
    ...(where.length === 0 ? [] : [`where ${where.join(' ')}`]),
    ...(by.length === 0 ? [] : [`by ${by.join(', ')}`]),
    ...splits.map((split) => `| rename ${quoted(fullName(split, object))} AS ${labelOf(split)}`),
  ].join(' ');
}

function statsSearch(name: string, object: ModelObject, { rows, columns, cells }: Parts): string {
  const by = [...rows, ...columns].map((split) => quoted(fullName(split, object)));
  const stats = `| stats ${cells.length === 0 ? 'count' : aggregates(cells, object).join(', ')}`;
  return `| datamodel ${name} ${object.name} search ${stats}${by.length === 0 ? '' : ` by ${by.join(', ')}`}`;
}

function aggregates(cells: readonly Document[], object: ModelObject): readonly string[] {
  return cells.map((cell) => {
    const counts = cell.type === 'objectCount' || cell.type === 'childCount';
    const call = counts ? 'count' : `${functionOf(cell)}(${quoted(fullName(cell, object))})`;
    return `${call} AS ${labelOf(cell)}`;
  });
}

/** `Root.Child.field`; what every event has goes by its own name. */
function fullName(part: Document, object: ModelObject): string {
  const fieldName = textOf(part.fieldName);
  const field = object.fields.find((each) => each.fieldName === fieldName);
  const owner = textOf(field?.owner) || textOf(part.owner);
  return owner === '' || owner === 'BaseEvent' ? fieldName : `${owner}.${fieldName}`;
}

function functionOf(cell: Document): string {
  const asked = textOf(cell.value);
  const known = ownValue(functions, asked);
  if (known === undefined) throw failure(`Unknown function "${asked}" of a cell.`);
  return known;
}

function labelOf(part: Document): string {
  return quoted(
    textOf(part.label) || `${textOf(part.value)}${textOf(part.value) === '' ? '' : ' of '}${textOf(part.fieldName)}`,
  );
}

function filterWords(filter: Document): string {
  const { comparator, value } = ruleOf(filter);
  return `FILTER ${textOf(filter.fieldName)} ${comparator} ${quoted(value)}`;
}

function ruleOf(filter: Document): { readonly comparator: string; readonly value: string } {
  const rule = isDocument(filter.rule ?? null) ? filter.rule : undefined;
  const at = (key: string): JsonValue => (rule !== undefined && isDocument(rule) ? (rule[key] ?? '') : '');
  return { comparator: textOf(at('comparator')), value: plainText(at('compareTo')) };
}

/** A filter in tstats' where. */
function comparison(name: string, filter: Document): string | undefined {
  const { comparator, value } = ruleOf(filter);
  const field = quoted(name);
  const words: Readonly<Record<string, string>> = {
    '=': `${field}=${quoted(value)}`,
    is: `${field}=${quoted(value)}`,
    '!=': `${field}!=${quoted(value)}`,
    ...Object.fromEntries(['<', '<=', '>', '>='].map((sign) => [sign, `${field}${sign}${value}`])),
    isNull: `NOT ${field}=*`,
    isNotNull: `${field}=*`,
    contains: `${field}=${quoted(`*${value}*`)}`,
    doesNotContain: `NOT ${field}=${quoted(`*${value}*`)}`,
    startsWith: `${field}=${quoted(`${value}*`)}`,
    endsWith: `${field}=${quoted(`*${value}`)}`,
  };
  return ownValue(words, comparator);
}

const quoted = (text: string): string => (/^[\w.]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

const plainText = (value: JsonValue): string => (typeof value === 'object' ? '' : String(value));

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

const partsOf = (value: JsonValue | undefined): readonly Document[] => (isList(value) ? value.filter(isDocument) : []);
