import type { Span } from '../core/source';

/**
 * The tree of an SPL search. Every node says its `kind` and the piece of text it was read from; the printer (print.ts)
 * is the only writer of SPL. Escapes and wildcards are decided when the text is read: nothing after the parser sees a
 * backslash that escapes or has to ask whether a `*` is one.
 *
 * A new command costs an interface and a line of `Command` here, its grammar in commands/, and a line in commands.ts.
 */

interface Node {
  readonly span: Span;
}

/** The commands between the pipes, in order. */
export interface Pipeline extends Node {
  readonly kind: 'pipeline';
  readonly commands: readonly Command[];
  /** The text began with `|`: its first command makes its own rows. */
  readonly leadingPipe: boolean;
}

/** `[ … ]`: runs first; its rows become conditions or values. */
export interface Subsearch extends Node {
  readonly kind: 'subsearch';
  readonly pipeline: Pipeline;
}

/** A call between backticks that is still in the text; after expansion there is none. */
export interface MacroCall extends Node {
  readonly kind: 'macro';
  readonly name: string;
  /** As written, quotes removed. */
  readonly arguments: readonly string[];
}

/** A field by name; `*` in it stands for any characters where a command takes a list of fields. */
export interface FieldName extends Node {
  readonly kind: 'field';
  readonly name: string;
}

/* ---- search expressions: the language of `search`, of tstats' `where` and of inputlookup's `where` ---- */

export type SearchExpression =
  | SearchAnd
  | SearchOr
  | SearchNot
  | SearchComparison
  | SearchIn
  | SearchTerm
  | SearchTime
  | SearchEverything
  | MacroCall
  | Subsearch;

export interface SearchAnd extends Node {
  readonly kind: 'and';
  readonly operands: readonly SearchExpression[];
  /** Written in parentheses (layout only: the tree already says what binds). */
  readonly parenthesised: boolean;
}

export interface SearchOr extends Node {
  readonly kind: 'or';
  readonly operands: readonly SearchExpression[];
  readonly parenthesised: boolean;
}

export interface SearchNot extends Node {
  readonly kind: 'not';
  readonly operand: SearchExpression;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

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

export type TimeModifierName = 'earliest' | 'latest' | '_index_earliest' | '_index_latest';

/** No condition at all: `search` or `search *`. */
export interface SearchEverything extends Node {
  readonly kind: 'everything';
}

/** A value to compare with: n wildcards stand between n + 1 literal pieces, so one piece is a literal. Escapes are resolved. */
export interface SearchValue extends Node {
  readonly kind: 'value';
  readonly pieces: readonly string[];
  readonly quoted: boolean;
  /** `TERM(…)`: one indexed term; `CASE(…)`: case counts. */
  readonly directive: 'TERM' | 'CASE' | null;
}

/* ---- eval expressions: the language of `eval`, `where` and of `eval(…)` inside an aggregation ---- */

export type EvalExpression =
  EvalString | EvalNumber | EvalField | EvalUnary | EvalBinary | EvalIn | EvalCall | MacroCall | Subsearch;

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

/** A field's value. `template` marks a name with `<<FIELD>>` and its like, or `{other}`, that is filled in at run time. */
export interface EvalField extends Node {
  readonly kind: 'field';
  readonly name: string;
}

export type UnaryOperator = '-' | '+' | 'NOT';

export interface EvalUnary extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: EvalExpression;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '.' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'AND' | 'OR' | 'XOR';

/** `==` is read as `=`. */
export interface EvalBinary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: EvalExpression;
  readonly right: EvalExpression;
  readonly parenthesised: boolean;
}

/** `x IN (1, 2)`; the function form `in(x, 1, 2)` is a call. */
export interface EvalIn extends Node {
  readonly kind: 'in';
  readonly operand: EvalExpression;
  readonly values: readonly EvalExpression[];
}

export interface EvalCall extends Node {
  readonly kind: 'call';
  /** Lower case; whether it exists and how many arguments it takes was checked against eval_functions.ts. */
  readonly name: string;
  readonly arguments: readonly EvalExpression[];
}

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

export interface Aggregation extends Node {
  readonly kind: 'aggregation';
  readonly function: AggregateName;
  /** Set for perc, exactperc and upperperc. */
  readonly percentile: number | null;
  /** Null for a bare `count`. A field may hold `*`: one aggregation for each field it stands for. */
  readonly argument: FieldName | AggregatedEval | null;
  /** After `as`; may hold `*` for the same parts as the argument. */
  readonly as: FieldName | null;
  /** The column's name without `as`: the call as written, without blanks around it. */
  readonly text: string;
}

export interface AggregatedEval extends Node {
  readonly kind: 'eval';
  readonly expression: EvalExpression;
}

export interface ByField extends Node {
  readonly kind: 'by';
  readonly field: FieldName;
  /** `by _time span=1h`. */
  readonly binning: BinSpan | null;
}

/** What `span=` says: `5m`, `10`, `2log10`; `snap` is the part behind `@`. */
export type BinSpan =
  | { readonly kind: 'time'; readonly amount: number; readonly unit: TimeUnit; readonly snap: string | null }
  | { readonly kind: 'number'; readonly size: number }
  | { readonly kind: 'log'; readonly coefficient: number; readonly base: number }
  | { readonly kind: 'auto' };

export type TimeUnit = 'us' | 'ms' | 'cs' | 'ds' | 's' | 'm' | 'h' | 'd' | 'w' | 'mon' | 'q' | 'y';

/* ---- commands ---- */

export type Command =
  | AppendCommand
  | AppendPipeCommand
  | BinCommand
  | ChartCommand
  | ConvertCommand
  | DatamodelCommand
  | DedupCommand
  | EvalCommand
  | EventstatsCommand
  | FieldsCommand
  | FilldownCommand
  | FillnullCommand
  | ForeachCommand
  | FormatCommand
  | FromCommand
  | HeadCommand
  | InputlookupCommand
  | JoinCommand
  | LookupCommand
  | MakemvCommand
  | MakeresultsCommand
  | MvcombineCommand
  | MvexpandCommand
  | NomvCommand
  | OutputlookupCommand
  | RareCommand
  | RegexCommand
  | RenameCommand
  | ReplaceCommand
  | ReturnCommand
  | ReverseCommand
  | RexCommand
  | SearchCommand
  | SortCommand
  | SpathCommand
  | StatsCommand
  | StreamstatsCommand
  | TableCommand
  | TailCommand
  | TimechartCommand
  | TopCommand
  | TransposeCommand
  | TstatsCommand
  | UnionCommand
  | WhereCommand
  | XmlkvCommand
  | MacroCall
  | OtherCommand
  | UnexpandedCommand;

export type CommandKind = Command['kind'];
export type CommandOf<K extends CommandKind> = Extract<Command, { readonly kind: K }>;

/** A command that SPL has and this tree does not take apart (apply, transaction, map …); the engine refuses it by name. */
export interface OtherCommand extends Node {
  readonly kind: 'other';
  readonly name: string;
  /** Its arguments as written. */
  readonly text: string;
  readonly subsearches: readonly Subsearch[];
}

/** A command whose arguments can be told apart only after its macros are expanded. */
export interface UnexpandedCommand extends Node {
  readonly kind: 'unexpanded';
  readonly name: string;
  readonly text: string;
  readonly macros: readonly MacroCall[];
}

export interface AppendOptions {
  readonly extendtimerange?: boolean;
  readonly maxtime?: number;
  readonly maxout?: number;
  readonly timeout?: number;
}
export interface AppendCommand extends Node {
  readonly kind: 'append';
  readonly options: AppendOptions;
  readonly subsearch: Subsearch;
}

export interface AppendPipeCommand extends Node {
  readonly kind: 'appendpipe';
  readonly options: { readonly run_in_preview?: boolean };
  readonly subsearch: Subsearch;
}

export interface BinOptions {
  readonly bins?: number;
  readonly minspan?: BinSpan;
  readonly span?: BinSpan;
  readonly start?: number;
  readonly end?: number;
  readonly aligntime?: string;
}
export interface BinCommand extends Node {
  readonly kind: 'bin';
  readonly options: BinOptions;
  readonly field: FieldName;
  readonly as: FieldName | null;
}

/** The settings of a split column. */
export interface SeriesOptions {
  readonly limit?: string;
  readonly agg?: string;
  readonly useother?: boolean;
  readonly usenull?: boolean;
  readonly otherstr?: string;
  readonly nullstr?: string;
  readonly cont?: boolean;
  readonly sep?: string;
  readonly format?: string;
  readonly dedup_splitvals?: boolean;
}
/** A row or column split of chart and timechart, with its own binning. */
export interface SplitField extends Node {
  readonly kind: 'split';
  readonly field: FieldName;
  readonly options: BinOptions & SeriesOptions;
}
export interface ChartCommand extends Node {
  readonly kind: 'chart';
  readonly options: SeriesOptions;
  readonly aggregations: readonly Aggregation[];
  /** `over x`, or the first field behind `by`. */
  readonly row: SplitField | null;
  readonly column: SplitField | null;
}

export interface TimechartOptions extends BinOptions, SeriesOptions {
  readonly fixedrange?: boolean;
  readonly partial?: boolean;
}
export interface TimechartCommand extends Node {
  readonly kind: 'timechart';
  readonly options: TimechartOptions;
  readonly aggregations: readonly Aggregation[];
  readonly column: SplitField | null;
}

export type ConversionName =
  'auto' | 'ctime' | 'dur2sec' | 'memk' | 'mktime' | 'mstime' | 'none' | 'num' | 'rmcomma' | 'rmunit';
export interface Conversion extends Node {
  readonly kind: 'conversion';
  readonly function: ConversionName;
  readonly field: FieldName;
  readonly as: FieldName | null;
}
export interface ConvertCommand extends Node {
  readonly kind: 'convert';
  readonly options: { readonly timeformat?: string };
  readonly conversions: readonly Conversion[];
}

export interface DatamodelCommand extends Node {
  readonly kind: 'datamodel';
  readonly options: {
    readonly summariesonly?: boolean;
    readonly allow_old_summaries?: boolean;
    readonly strict_fields?: boolean;
  };
  readonly model: string | null;
  readonly dataset: string | null;
  readonly mode: 'search' | 'flat' | 'acceleration_search' | null;
}

export interface DedupCommand extends Node {
  readonly kind: 'dedup';
  readonly limit: number;
  readonly fields: readonly FieldName[];
  readonly options: { readonly keepevents?: boolean; readonly keepempty?: boolean; readonly consecutive?: boolean };
  readonly sortBy: readonly SortKey[];
}

export interface EvalAssignment extends Node {
  readonly kind: 'assignment';
  /** May hold `{other}`: the name is made from that field's value. */
  readonly field: FieldName;
  readonly expression: EvalExpression;
}
export interface EvalCommand extends Node {
  readonly kind: 'eval';
  readonly assignments: readonly EvalAssignment[];
}

export interface StatsOptions {
  readonly allnum?: boolean;
  readonly delim?: string;
  readonly partitions?: number;
  readonly dedup_splitvals?: boolean;
}
export interface StatsCommand extends Node {
  readonly kind: 'stats';
  readonly options: StatsOptions;
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly ByField[];
}
export interface EventstatsCommand extends Node {
  readonly kind: 'eventstats';
  readonly options: { readonly allnum?: boolean };
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly ByField[];
}
export interface StreamstatsOptions {
  readonly allnum?: boolean;
  readonly current?: boolean;
  readonly global?: boolean;
  readonly window?: number;
  readonly time_window?: string;
  readonly reset_on_change?: boolean;
}
export interface StreamstatsCommand extends Node {
  readonly kind: 'streamstats';
  readonly options: StreamstatsOptions;
  readonly resetBefore: EvalExpression | null;
  readonly resetAfter: EvalExpression | null;
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly ByField[];
}

export interface FieldsCommand extends Node {
  readonly kind: 'fields';
  readonly mode: 'keep' | 'remove';
  readonly fields: readonly FieldName[];
}

export interface FilldownCommand extends Node {
  readonly kind: 'filldown';
  readonly fields: readonly FieldName[];
}
export interface FillnullCommand extends Node {
  readonly kind: 'fillnull';
  readonly options: { readonly value?: string };
  readonly fields: readonly FieldName[];
}

export interface ForeachOptions {
  readonly mode?: string;
  readonly fieldstr?: string;
  readonly matchstr?: string;
  readonly matchseg1?: string;
  readonly matchseg2?: string;
  readonly matchseg3?: string;
  readonly itemstr?: string;
  readonly iterstr?: string;
}
export interface ForeachCommand extends Node {
  readonly kind: 'foreach';
  readonly options: ForeachOptions;
  readonly fields: readonly FieldName[];
  /** The text between the brackets: `<<FIELD>>` and its like are filled in before it is parsed. */
  readonly template: string;
  readonly templateSpan: Span;
}

export interface FormatCommand extends Node {
  readonly kind: 'format';
  readonly options: { readonly mvsep?: string; readonly maxresults?: number; readonly emptystr?: string };
  /** Row prefix, column prefix, column separator, column end, row separator, row end; or none of them. */
  readonly parts: readonly string[];
}

export interface FromCommand extends Node {
  readonly kind: 'from';
  readonly type: 'datamodel' | 'inputlookup' | 'lookup' | 'savedsearch';
  readonly name: string;
}

export interface HeadCommand extends Node {
  readonly kind: 'head';
  readonly limit: number | null;
  readonly while: EvalExpression | null;
  readonly options: { readonly null?: boolean; readonly keeplast?: boolean };
}

export interface InputlookupCommand extends Node {
  readonly kind: 'inputlookup';
  readonly options: {
    readonly append?: boolean;
    readonly strict?: boolean;
    readonly start?: number;
    readonly max?: number;
  };
  readonly lookup: string;
  readonly where: SearchExpression | null;
}

export interface JoinOptions {
  readonly type?: string;
  readonly usetime?: boolean;
  readonly earlier?: boolean;
  readonly overwrite?: boolean;
  readonly max?: number;
}
export interface JoinCommand extends Node {
  readonly kind: 'join';
  readonly options: JoinOptions;
  /** None means all fields that both sides have. */
  readonly fields: readonly FieldName[];
  readonly subsearch: Subsearch;
}

/** `lookupField AS eventField`; both are the same name when nothing was said. */
export interface LookupField extends Node {
  readonly kind: 'lookup-field';
  readonly lookupField: FieldName;
  readonly eventField: FieldName;
}
export interface LookupCommand extends Node {
  readonly kind: 'lookup';
  readonly options: { readonly local?: boolean; readonly update?: boolean };
  readonly lookup: string;
  readonly matches: readonly LookupField[];
  /** `outputnew` leaves a value that is there; null: all fields of the lookup, replacing. */
  readonly output: { readonly mode: 'output' | 'outputnew'; readonly fields: readonly LookupField[] } | null;
}

export interface MakemvCommand extends Node {
  readonly kind: 'makemv';
  readonly options: {
    readonly delim?: string;
    readonly tokenizer?: string;
    readonly allowempty?: boolean;
    readonly setsv?: boolean;
  };
  readonly field: FieldName;
}

export interface MakeresultsCommand extends Node {
  readonly kind: 'makeresults';
  readonly options: {
    readonly count?: number;
    readonly annotate?: boolean;
    readonly format?: string;
    readonly data?: string;
  };
}

export interface MvcombineCommand extends Node {
  readonly kind: 'mvcombine';
  readonly options: { readonly delim?: string };
  readonly field: FieldName;
}
export interface MvexpandCommand extends Node {
  readonly kind: 'mvexpand';
  readonly options: { readonly limit?: number };
  readonly field: FieldName;
}
export interface NomvCommand extends Node {
  readonly kind: 'nomv';
  readonly field: FieldName;
}

export interface OutputlookupCommand extends Node {
  readonly kind: 'outputlookup';
  readonly options: {
    readonly append?: boolean;
    readonly create_empty?: boolean;
    readonly createinapp?: boolean;
    readonly key_field?: string;
    readonly max?: number;
    readonly override_if_empty?: boolean;
    readonly output_format?: string;
  };
  readonly lookup: string;
}

export interface TopOptions {
  readonly limit?: number;
  readonly countfield?: string;
  readonly percentfield?: string;
  readonly showcount?: boolean;
  readonly showperc?: boolean;
  readonly useother?: boolean;
  readonly otherstr?: string;
}
export interface TopCommand extends Node {
  readonly kind: 'top';
  readonly options: TopOptions;
  readonly fields: readonly FieldName[];
  readonly by: readonly ByField[];
}
export interface RareCommand extends Node {
  readonly kind: 'rare';
  readonly options: TopOptions;
  readonly fields: readonly FieldName[];
  readonly by: readonly ByField[];
}

export interface RegexCommand extends Node {
  readonly kind: 'regex';
  /** `_raw` when none is named. */
  readonly field: FieldName;
  readonly operator: '=' | '!=';
  /** Escapes of the quoted text resolved: what the regex engine gets. */
  readonly pattern: string;
}

export interface Renaming extends Node {
  readonly kind: 'renaming';
  readonly from: FieldName;
  readonly to: FieldName;
}
export interface RenameCommand extends Node {
  readonly kind: 'rename';
  readonly renamings: readonly Renaming[];
}

export interface Replacement extends Node {
  readonly kind: 'replacement';
  readonly from: SearchValue;
  readonly to: SearchValue;
}
export interface ReplaceCommand extends Node {
  readonly kind: 'replace';
  readonly replacements: readonly Replacement[];
  /** None means all fields. */
  readonly fields: readonly FieldName[];
}

/** `x` gives field="value", `alias=x` alias="value", `$x` the bare value. */
export interface ReturnedField extends Node {
  readonly kind: 'returned';
  readonly as: 'pair' | 'value';
  readonly name: string;
  readonly field: FieldName;
}
export interface ReturnCommand extends Node {
  readonly kind: 'return';
  readonly limit: number | null;
  readonly fields: readonly ReturnedField[];
}

export interface ReverseCommand extends Node {
  readonly kind: 'reverse';
}

export interface RexCommand extends Node {
  readonly kind: 'rex';
  readonly options: { readonly max_match?: number; readonly offset_field?: string; readonly mode?: string };
  readonly field: FieldName;
  /** Escapes of the quoted text resolved; for mode=sed the sed expression. */
  readonly pattern: string;
  readonly patternSpan: Span;
}

export interface SearchCommand extends Node {
  readonly kind: 'search';
  readonly expression: SearchExpression;
  /** The word `search` was left out, as at the start of a search. */
  readonly implicit: boolean;
}

export interface SortKey extends Node {
  readonly kind: 'sort-key';
  readonly field: FieldName;
  readonly descending: boolean;
  readonly type: 'auto' | 'str' | 'ip' | 'num';
}
export interface SortCommand extends Node {
  readonly kind: 'sort';
  /** Null when none was given (Splunk then keeps 10,000); 0 keeps all. */
  readonly limit: number | null;
  readonly keys: readonly SortKey[];
  /** `desc` or `d` at the end turns the whole order round. */
  readonly reversed: boolean;
}

export interface SpathCommand extends Node {
  readonly kind: 'spath';
  readonly options: { readonly input?: string; readonly output?: string; readonly path?: string };
}

export interface TableCommand extends Node {
  readonly kind: 'table';
  readonly fields: readonly FieldName[];
}
export interface TailCommand extends Node {
  readonly kind: 'tail';
  readonly limit: number | null;
}

export interface TransposeCommand extends Node {
  readonly kind: 'transpose';
  readonly limit: number | null;
  readonly options: {
    readonly column_name?: string;
    readonly header_field?: string;
    readonly include_empty?: boolean;
  };
}

export interface TstatsOptions {
  readonly prestats?: boolean;
  readonly local?: boolean;
  readonly append?: boolean;
  readonly summariesonly?: boolean;
  readonly include_reduced_buckets?: boolean;
  readonly allow_old_summaries?: boolean;
  readonly use_summary_index_values?: boolean;
  readonly chunk_size?: number;
  readonly fillnull_value?: string;
}
export interface TstatsCommand extends Node {
  readonly kind: 'tstats';
  readonly options: TstatsOptions;
  /** Macros that stand among the options. */
  readonly macros: readonly MacroCall[];
  readonly aggregations: readonly Aggregation[];
  /** `datamodel=Endpoint.Processes`; null reads indexed fields. */
  readonly datamodel: { readonly model: string; readonly dataset: string | null; readonly span: Span } | null;
  readonly where: SearchExpression | null;
  readonly by: readonly ByField[];
}

export interface UnionCommand extends Node {
  readonly kind: 'union';
  readonly options: AppendOptions;
  readonly datasets: readonly (Subsearch | FromCommand)[];
}

export interface WhereCommand extends Node {
  readonly kind: 'where';
  readonly condition: EvalExpression;
}

export interface XmlkvCommand extends Node {
  readonly kind: 'xmlkv';
  readonly options: { readonly maxinputs?: number };
  /** `_raw` when none is named. */
  readonly field: FieldName;
}
