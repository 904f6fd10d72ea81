import type { Fragment } from './fragment';
import { sql } from './fragment';

/** What a field's name stands for in the table of events. */
export type FieldSource =
  /** A text expression that may be null. */
  | { readonly kind: 'text'; readonly value: Fragment }
  /** The time of the event, a number that is never null. */
  | { readonly kind: 'time' }
  /** The same values for every event for which `when` holds: tags. */
  | { readonly kind: 'constant'; readonly values: readonly string[]; readonly when: Fragment }
  /** Null for every event. */
  | { readonly kind: 'nothing' };

export type FieldResolver = (name: string) => FieldSource;

export const timeColumn = sql('"time"');

/** What a number looks like for us; the database alone would also take "inf", "nan" and "0x1f". */
const numberPattern = '[ \\t]*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?[ \\t]*';

/** The number that a text expression reads as, else null. */
export function numeric(value: Fragment): Fragment {
  return {
    sql: `CASE WHEN regexp_full_match(${value.sql}, '${numberPattern}') THEN TRY_CAST(trim(${value.sql}) AS DOUBLE) END`,
    parameters: [...value.parameters, ...value.parameters],
  };
}
