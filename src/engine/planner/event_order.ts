import type { SortCommand, SortKey } from '../../spl/ast';
import { eventResolver } from './event_search';
import { numeric, timeColumn, type FieldSource } from './field_source';
import { fragment, joined, sql, type Fragment } from './fragment';

/** `search … | sort …` as one SQL query: the orders of values/compare.ts over the columns of events. */

/** True when a sort command over events can be done by the database: each key one text of the event, or its time. */
export function isSqlSort({ keys }: SortCommand): boolean {
  return keys.length > 0 && keys.every(isSqlKey);
}

function isSqlKey({ field, type }: SortKey): boolean {
  const source = eventResolver(field.name);
  return source.kind === 'text' || (source.kind === 'time' && (type === 'auto' || type === 'num'));
}

/** The terms of ORDER BY: rows without a field last, equal rows as they arrive (newest first); turned round if `reversed`. */
export function eventOrder({ keys, reversed }: Pick<SortCommand, 'keys' | 'reversed'>): Fragment {
  const arrival = directed([timeColumn, sql('seq')], !reversed);
  return joined([...keys.flatMap((key) => keyOrder(key, reversed)), ...arrival], ', ');
}

function keyOrder({ field, descending, type }: SortKey, reversed: boolean): readonly Fragment[] {
  const source = eventResolver(field.name);
  const isFalling = descending !== reversed;
  if (source.kind === 'time') return directed([timeColumn], isFalling);
  const value = textOf(source);
  return [...directed([fragment`(${value} IS NULL)`], reversed), ...directed(orders[type](value), isFalling)];
}

function textOf(source: FieldSource): Fragment {
  return source.kind === 'text' ? source.value : sql('CAST(NULL AS VARCHAR)');
}

function directed(terms: readonly Fragment[], isFalling: boolean): readonly Fragment[] {
  const direction = sql(isFalling ? 'DESC NULLS FIRST' : 'ASC NULLS LAST');
  return terms.map((term) => fragment`${term} ${direction}`);
}

const OCTET = '(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])';

/** The number of a dotted IPv4 address, else null. */
function address(value: Fragment): Fragment {
  const octets = [1, 2, 3, 4].map(
    (place) =>
      fragment`CAST(split_part(${value}, '.', ${sql(String(place))}) AS BIGINT) * ${sql(String(256 ** (4 - place)))}`,
  );
  return fragment`CASE WHEN regexp_full_match(${value}, ${`${OCTET}(\\.${OCTET}){3}`}) THEN ${joined(octets, ' + ')} END`;
}

/** Later terms decide among the values for which the earlier ones are null: these come after all others. */
const orders: Readonly<Record<SortKey['type'], (value: Fragment) => readonly Fragment[]>> = {
  auto: (value) => {
    const [number, ip] = [numeric(value), address(value)];
    return [number, ip, fragment`CASE WHEN ${number} IS NULL AND ${ip} IS NULL THEN ${value} END`];
  },
  num: (value) => [numeric(value), fragment`CASE WHEN ${numeric(value)} IS NULL THEN ${value} END`],
  ip: (value) => [address(value), fragment`CASE WHEN ${address(value)} IS NULL THEN ${value} END`],
  str: (value) => [value],
};
