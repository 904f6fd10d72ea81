import type { Span } from '../core/source';

/** The small parts that the nodes of the tree share: names, values, spans of time, operators. */

/** What every node of the tree has. */
export interface Node {
  readonly span: Span;
}

/** A field by name; `*` in it stands for any characters where a command takes a list of fields. */
export interface FieldName extends Node {
  readonly kind: 'field';
  readonly name: string;
}

/** A call between backticks that is still in the text; after expansion there is none. */
export interface MacroCall extends Node {
  readonly kind: 'macro';
  readonly name: string;
  /** As written, quotes removed. */
  readonly arguments: readonly string[];
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type TimeModifierName = 'earliest' | 'latest' | '_index_earliest' | '_index_latest';

export type UnaryOperator = '-' | '+' | 'NOT';

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '.' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

export type LogicalOperator = 'AND' | 'OR' | 'XOR';

/* ---- aggregations: stats, tstats, chart and their like ---- */

/** Canonical names: `c` is count, `distinct_count` dc, `mean` avg, `p95` and `perc95` are perc with percentile 95. */
export type AggregateName =
  | 'avg'
  | 'count'
  | 'dc'
  | 'earliest'
  | 'earliest_time'
  | 'estdc'
  | 'estdc_error'
  | 'exactperc'
  | 'first'
  | 'last'
  | 'latest'
  | 'latest_time'
  | 'list'
  | 'max'
  | 'median'
  | 'min'
  | 'mode'
  | 'per_day'
  | 'per_hour'
  | 'per_minute'
  | 'per_second'
  | 'perc'
  | 'range'
  | 'rate'
  | 'stdev'
  | 'stdevp'
  | 'sum'
  | 'sumsq'
  | 'upperperc'
  | 'values'
  | 'var'
  | 'varp';

/** What `span=` says: `5m`, `10`, `2log10`; `snap` is the part behind `@`. */
export type BinSpan =
  | { readonly kind: 'time'; readonly amount: number; readonly unit: TimeUnit; readonly snap: string | null }
  | { readonly kind: 'number'; readonly size: number }
  | { readonly kind: 'log'; readonly coefficient: number; readonly base: number }
  | { readonly kind: 'auto' };

export type TimeUnit = 'us' | 'ms' | 'cs' | 'ds' | 's' | 'm' | 'h' | 'd' | 'w' | 'mon' | 'q' | 'y';

export type ConversionName =
  'auto' | 'ctime' | 'dur2sec' | 'memk' | 'mktime' | 'mstime' | 'none' | 'num' | 'rmcomma' | 'rmunit';
export interface Conversion extends Node {
  readonly kind: 'conversion';
  readonly function: ConversionName;
  readonly field: FieldName;
  readonly as: FieldName | null;
}

/** A value to compare with: n wildcards stand between n + 1 literal pieces, so one piece is a literal. Escapes are resolved. */
export interface SearchValue extends Node {
  readonly kind: 'value';
  readonly pieces: readonly string[];
  readonly quoted: boolean;
  /** `TERM(…)`: one indexed term; `CASE(…)`: case counts. */
  readonly directive: 'TERM' | 'CASE' | null;
}

export interface SortKey extends Node {
  readonly kind: 'sort-key';
  readonly field: FieldName;
  readonly descending: boolean;
  readonly type: 'auto' | 'str' | 'ip' | 'num';
}

export interface SearchComparison extends Node {
  readonly kind: 'comparison';
  readonly field: FieldName;
  readonly operator: ComparisonOperator;
  readonly value: SearchValue;
}

export interface SearchIn extends Node {
  readonly kind: 'in';
  readonly field: FieldName;
  /** Empty elements (a doubled or trailing comma) are already left out. A macro may stand for several values. */
  readonly values: readonly (SearchValue | MacroCall)[];
}

/** A word or a quoted phrase that is looked for in the raw event. */
export interface SearchTerm extends Node {
  readonly kind: 'term';
  readonly value: SearchValue;
}

/** `earliest=-7d@d` and its like inside a search. */
export interface SearchTime extends Node {
  readonly kind: 'time';
  readonly name: TimeModifierName;
  readonly value: string;
}

/** No condition at all: `search` or `search *`. */
export interface SearchEverything extends Node {
  readonly kind: 'everything';
}

export interface EvalString extends Node {
  readonly kind: 'string';
  readonly value: string;
}

export interface EvalNumber extends Node {
  readonly kind: 'number';
  readonly value: number;
  /** As written: `1.50`, `1e3`. */
  readonly text: string;
}

/** A field's value; single quotes around the name are removed. */
export interface EvalField extends Node {
  readonly kind: 'field';
  readonly name: string;
}

export interface ByField extends Node {
  readonly kind: 'by';
  readonly field: FieldName;
  /** `by _time span=1h`. */
  readonly binning: BinSpan | null;
}

/** `where max in top5` or `where sum > 100` behind the split column: which columns are kept. */
export interface SeriesFilter extends Node {
  readonly kind: 'series-filter';
  readonly function: AggregateName;
  readonly percentile: number | null;
  readonly test:
    | { readonly kind: 'rank'; readonly negated: boolean; readonly end: 'top' | 'bottom'; readonly count: number }
    | { readonly kind: 'threshold'; readonly operator: '<' | '>'; readonly number: number };
}
