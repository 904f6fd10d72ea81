import type { Span } from '../core/source';
import type {
  AggregateName,
  BinaryOperator,
  BinSpan,
  ByField,
  EvalField,
  EvalNumber,
  EvalString,
  FieldName,
  LogicalOperator,
  MacroCall,
  Node,
  SearchComparison,
  SearchEverything,
  SearchIn,
  SearchTerm,
  SearchTime,
  SeriesFilter,
  UnaryOperator,
} from './node';
import type {
  AppendOptions,
  JoinAliases,
  JoinOptions,
  SeriesOptions,
  StatsOptions,
  StreamstatsOptions,
  TimechartOptions,
  TransactionOptions,
  TstatsOptions,
} from './command_options';
import type { FromCommand, PlainCommand, SplitField } from './plain_commands';
import type { ResultCommand } from './result_commands';

export type * from './node';
export type * from './command_options';
export type * from './plain_commands';
export type * from './result_commands';

/**
 * The tree of an SPL search. Every node says its `kind` and the piece of text it was read from; the printer (print.ts)
 * is the only writer of SPL. Escapes and wildcards are decided when the text is read: nothing after the parser sees a
 * backslash that escapes or has to ask whether a `*` is one.
 *
 * A new command costs an interface (in plain_commands.ts when it holds no expression) and a line of `Command` here,
 * its grammar in commands/, and a line in commands.ts.
 */

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

/* ---- eval expressions: the language of `eval`, `where` and of `eval(…)` inside an aggregation ---- */

export type EvalExpression =
  | EvalString
  | EvalNumber
  | EvalField
  | EvalUnary
  | EvalBinary
  | EvalLogical
  | EvalIn
  | EvalCall
  | MacroCall
  | Subsearch;

export interface EvalUnary extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: EvalExpression;
}

/** `==` is read as `=`. */
export interface EvalBinary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: EvalExpression;
  readonly right: EvalExpression;
  readonly parenthesised: boolean;
}

/** `a AND b AND c` is one node, so that thousands of conditions make no deep tree; XOR counts from the left. */
export interface EvalLogical extends Node {
  readonly kind: 'logical';
  readonly operator: LogicalOperator;
  readonly operands: readonly EvalExpression[];
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
  /** Set for `sparkline(…)`: the function for each bin of time instead of once; no span takes one that suits the time range. */
  readonly sparkline: { readonly binning: BinSpan | null } | null;
}

/** `eval(avg(a)/max(b))` of chart and timechart: in the expression each aggregation stands as a field named by its text. */
export interface ComputedAggregation extends Node {
  readonly kind: 'computed';
  readonly expression: EvalExpression;
  readonly aggregations: readonly Aggregation[];
  readonly as: FieldName | null;
  readonly text: string;
}

export type ChartedAggregation = Aggregation | ComputedAggregation;

export interface AggregatedEval extends Node {
  readonly kind: 'eval';
  readonly expression: EvalExpression;
}

/* ---- commands ---- */

export type Command =
  | PlainCommand
  | ResultCommand
  | AppendCommand
  | AppendcolsCommand
  | AppendPipeCommand
  | ChartCommand
  | EvalCommand
  | EventstatsCommand
  | FieldformatCommand
  | HeadCommand
  | InputlookupCommand
  | JoinCommand
  | MultisearchCommand
  | SearchCommand
  | SetCommand
  | StatsCommand
  | StreamstatsCommand
  | TimechartCommand
  | TransactionCommand
  | TstatsCommand
  | UnionCommand
  | WhereCommand
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

export interface AppendCommand extends Node {
  readonly kind: 'append';
  readonly options: AppendOptions;
  readonly subsearch: Subsearch;
}

export interface AppendcolsCommand extends Node {
  readonly kind: 'appendcols';
  readonly options: AppendOptions & { readonly override?: boolean };
  readonly subsearch: Subsearch;
}

export interface AppendPipeCommand extends Node {
  readonly kind: 'appendpipe';
  readonly options: { readonly run_in_preview?: boolean };
  readonly subsearch: Subsearch;
}

export interface ChartCommand extends Node {
  readonly kind: 'chart';
  readonly options: SeriesOptions;
  readonly aggregations: readonly ChartedAggregation[];
  /** `over x`, or the first field behind `by`. */
  readonly row: SplitField | null;
  readonly column: SplitField | null;
  readonly where: SeriesFilter | null;
}

export interface TimechartCommand extends Node {
  readonly kind: 'timechart';
  readonly options: TimechartOptions;
  readonly aggregations: readonly ChartedAggregation[];
  readonly column: SplitField | null;
  readonly where: SeriesFilter | null;
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

export interface FieldformatCommand extends Node {
  readonly kind: 'fieldformat';
  readonly assignments: readonly EvalAssignment[];
}

export interface MultisearchCommand extends Node {
  readonly kind: 'multisearch';
  readonly subsearches: readonly Subsearch[];
}

export interface SetCommand extends Node {
  readonly kind: 'set';
  readonly operation: 'union' | 'diff' | 'intersect';
  readonly left: Subsearch;
  readonly right: Subsearch;
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

export interface StreamstatsCommand extends Node {
  readonly kind: 'streamstats';
  readonly options: StreamstatsOptions;
  readonly resetBefore: EvalExpression | null;
  readonly resetAfter: EvalExpression | null;
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly ByField[];
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

export interface JoinCommand extends Node {
  readonly kind: 'join';
  readonly options: JoinOptions;
  /** None means all fields that both sides have. */
  readonly fields: readonly FieldName[];
  /** `left=L right=R where L.a=R.b`: the fields of both sides then carry these names before them. */
  readonly aliases: JoinAliases | null;
  readonly dataset: Subsearch | FromCommand;
}

export interface SearchCommand extends Node {
  readonly kind: 'search';
  readonly expression: SearchExpression;
  /** The word `search` was left out, as at the start of a search. */
  readonly implicit: boolean;
}

export interface TransactionCommand extends Node {
  readonly kind: 'transaction';
  readonly options: TransactionOptions;
  readonly fields: readonly FieldName[];
  readonly startsWith: TransactionFilter | null;
  readonly endsWith: TransactionFilter | null;
}

/** Which event begins or ends a transaction: a search in parentheses, one in quotes (read when it runs), or an eval. */
export type TransactionFilter =
  | { readonly kind: 'search'; readonly expression: SearchExpression }
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | { readonly kind: 'eval'; readonly expression: EvalExpression };

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
