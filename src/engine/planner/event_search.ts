import { ownValue } from '../../core/own_value';
import type { SearchExpression } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import type { SqlQuery, SqlValue } from '../store/run_query';
import { cimColumnNames, isCimColumn } from '../store/columns';
import { parseJson } from '../eval/json_path';
import { searchCondition } from './condition';
import { timeColumn, type FieldResolver, type FieldSource } from './field_source';
import { fragment, identifier, joined, sql, type Fragment } from './fragment';
import { indexCondition } from './internal_indexes';
import { rangeCondition, type TimeRange } from './time_range';

/** A search over raw events as SQL: newest first, each row with the search-time fields that are wanted. */

const baseNames: Readonly<Record<string, string>> = {
  host: 'host',
  source: 'source',
  sourcetype: 'sourcetype',
  index: 'index',
  _raw: 'raw',
};

const tags = ['process', 'report'] as const;

const columns = ['time', 'raw', 'host', 'source', 'sourcetype', 'index', 'in_model', 'fields'].map(identifier);
/** The CIM columns travel as one JSON text: a cell costs more on its way than the text does. */
const cimText = sql(`to_json(struct_pack(${cimColumnNames.map((name) => `${name} := "${name}"`).join(', ')}))`);
const selected = joined([...columns, cimText], ', ');

/** What a name stands for in a search over raw events: a base field, a CIM field, or one of the event's own fields. */
export const eventResolver: FieldResolver = (name): FieldSource => {
  if (name === '_time') return { kind: 'time' };
  if (name === 'tag') return { kind: 'constant', values: tags, when: sql('in_model') };
  const base = ownValue(baseNames, name);
  if (base !== undefined) return { kind: 'text', value: identifier(base) };
  const own = fragment`json_extract_string(fields, ${`/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`})`;
  return { kind: 'text', value: isCimColumn(name) ? fragment`coalesce(${identifier(name)}, ${own})` : own };
};

/** An event search as SQL, and how a row is made of its cells. */
export interface EventPlan {
  readonly query: SqlQuery;
  readonly rowOf: (cells: readonly SqlValue[]) => Row;
}

/** What of the events is wanted: these fields (null: all), this many of the first (null: all) in an order (newest first). */
export interface EventNeeds {
  readonly fields: ReadonlySet<string> | null;
  readonly rows: number | null;
  readonly order?: Fragment;
}

const newestFirst = sql('"time" DESC, seq DESC');

/** The events of a search expression within a range of time. */
export function planEventSearch(expression: SearchExpression, range: TimeRange, needs: EventNeeds): EventPlan {
  const names = needs.fields === null ? null : [...needs.fields];
  const wanted = names === null ? selected : joined(names.map(columnOf), ', ');
  const most = sql(needs.rows === null ? '' : ` LIMIT ${needs.rows}`);
  const condition = eventCondition(expression, range);
  const order = needs.order ?? newestFirst;
  return {
    query: fragment`SELECT ${wanted} FROM events WHERE ${condition} ORDER BY ${order}${most}`,
    rowOf: names === null ? eventRow : (cells) => narrowRow(names, cells),
  };
}

/** The condition for the events of a search expression within a range of time. */
export function eventCondition(expression: SearchExpression, range: TimeRange): Fragment {
  return fragment`${indexCondition(expression)} AND ${rangeCondition(range)} AND ${searchCondition(expression, { resolve: eventResolver, terms: true })}`;
}

function columnOf(name: string): Fragment {
  const source = eventResolver(name);
  switch (source.kind) {
    case 'time':
      return timeColumn;
    case 'text':
      return source.value;
    case 'constant':
      return source.when;
    case 'nothing':
      return sql('NULL');
  }
}

function narrowRow(names: readonly string[], cells: readonly SqlValue[]): Row {
  const row: Record<string, FieldValue> = {};
  for (const [i, name] of names.entries()) {
    const cell = cells[i];
    if (cell === true) row[name] = tags;
    else if (typeof cell === 'string' || typeof cell === 'number') row[name] = cell;
  }
  return row;
}

/** The row of an event with all its fields. */
function eventRow(cells: readonly SqlValue[]): Row {
  const [time, raw, host, source, sourcetype, index, inModel, fields, cim] = cells;
  const row: Record<string, FieldValue> = { _time: plain(time), _raw: plain(raw) };
  addTexts(row, fields);
  if (inModel === true) addTexts(row, cim);
  Object.assign(row, { host: plain(host), source: plain(source), sourcetype: plain(sourcetype), index: plain(index) });
  if (inModel === true) row.tag = tags;
  return row;
}

function plain(cell: SqlValue | undefined): FieldValue {
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null;
}

/** Adds the texts of a JSON object; what is null in it leaves the row as it is. */
function addTexts(row: Record<string, FieldValue>, text: SqlValue | undefined): void {
  const json = typeof text === 'string' ? parseJson(text) : null;
  if (typeof json !== 'object' || json === null) return;
  for (const [name, value] of Object.entries(json)) if (typeof value === 'string') row[name] = value;
}
