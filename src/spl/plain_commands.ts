import type { Span } from '../core/source';
import type { ByField, Conversion, FieldName, Node, SearchValue, SortKey } from './node';
import type { BinOptions, ForeachOptions, SeriesOptions, TopOptions } from './command_options';

/** Nodes of commands that hold neither an expression nor a subsearch. */

export type PlainCommand =
  | BinCommand
  | ConvertCommand
  | DatamodelCommand
  | DedupCommand
  | FieldsCommand
  | FilldownCommand
  | FillnullCommand
  | ForeachCommand
  | FormatCommand
  | FromCommand
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
  | SortCommand
  | SpathCommand
  | TableCommand
  | TailCommand
  | TopCommand
  | TransposeCommand
  | XmlkvCommand;

export interface BinCommand extends Node {
  readonly kind: 'bin';
  readonly options: BinOptions;
  readonly field: FieldName;
  readonly as: FieldName | null;
}

/** A row or column split of chart and timechart, with its own binning. */
export interface SplitField extends Node {
  readonly kind: 'split';
  readonly field: FieldName;
  readonly options: BinOptions & SeriesOptions;
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
    readonly splunk_server?: string;
    readonly splunk_server_group?: string;
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
  readonly options: { readonly max_match?: number; readonly offset_field?: string; readonly mode?: 'sed' };
  readonly field: FieldName;
  /** Escapes of the quoted text resolved; for mode=sed the sed expression. */
  readonly pattern: string;
  readonly patternSpan: Span;
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

export interface TopCommand extends Node {
  readonly kind: 'top';
  readonly options: TopOptions;
  readonly fields: readonly FieldName[];
  readonly by: readonly ByField[];
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

export interface XmlkvCommand extends Node {
  readonly kind: 'xmlkv';
  readonly options: { readonly maxinputs?: number };
  /** `_raw` when none is named. */
  readonly field: FieldName;
}
