import type { Span } from '../core/source';
import type { BinSpan, FieldName, Node, SearchValue } from './node';

/** Nodes of commands that compute over the rows of a search and hold neither an expression nor a subsearch. */

export type ResultCommand =
  | AccumCommand
  | AddcoltotalsCommand
  | AddinfoCommand
  | AddtotalsCommand
  | AutoregressCommand
  | ContingencyCommand
  | DeltaCommand
  | EventcountCommand
  | ExtractCommand
  | FieldsummaryCommand
  | FromjsonCommand
  | GentimesCommand
  | MakecontinuousCommand
  | MapCommand
  | MetadataCommand
  | NoopCommand
  | RangemapCommand
  | ReltimeCommand
  | RequireCommand
  | SavedsearchCommand
  | SelfjoinCommand
  | SetfieldsCommand
  | StrcatCommand
  | TojsonCommand
  | TrendlineCommand
  | UniqCommand
  | UntableCommand
  | XpathCommand
  | XyseriesCommand;

export interface AccumCommand extends Node {
  readonly kind: 'accum';
  readonly field: FieldName;
  readonly as: FieldName | null;
}

export interface AddcoltotalsCommand extends Node {
  readonly kind: 'addcoltotals';
  readonly options: { readonly labelfield?: string; readonly label?: string };
  /** None means all fields that hold numbers. */
  readonly fields: readonly FieldName[];
}

export interface AddinfoCommand extends Node {
  readonly kind: 'addinfo';
}

export interface AddtotalsCommand extends Node {
  readonly kind: 'addtotals';
  readonly options: {
    readonly row?: boolean;
    readonly col?: boolean;
    readonly labelfield?: string;
    readonly label?: string;
    readonly fieldname?: string;
  };
  /** None means all fields that hold numbers. */
  readonly fields: readonly FieldName[];
}

/** The values of the rows `first` to `last` places before; `as` stands with one place only. */
export interface AutoregressCommand extends Node {
  readonly kind: 'autoregress';
  readonly field: FieldName;
  readonly as: FieldName | null;
  readonly first: number;
  readonly last: number;
}

/** How often two values stand in one row: the values of `row` down, those of `column` across. */
export interface ContingencyCommand extends Node {
  readonly kind: 'contingency';
  readonly options: {
    readonly maxrows?: number;
    readonly maxcols?: number;
    readonly usetotal?: boolean;
    readonly totalstr?: string;
  };
  readonly row: FieldName;
  readonly column: FieldName;
}

export interface DeltaCommand extends Node {
  readonly kind: 'delta';
  readonly options: { readonly p?: number };
  readonly field: FieldName;
  readonly as: FieldName | null;
}

export interface EventcountCommand extends Node {
  readonly kind: 'eventcount';
  readonly options: { readonly summarize?: boolean };
  /** None means those that a search looks into by default. */
  readonly indexes: readonly SearchValue[];
}

export interface ExtractCommand extends Node {
  readonly kind: 'extract';
  readonly options: {
    readonly pairdelim?: string;
    readonly kvdelim?: string;
    readonly limit?: number;
    readonly mv_add?: boolean;
    readonly clean_keys?: boolean;
  };
}

export interface FieldsummaryCommand extends Node {
  readonly kind: 'fieldsummary';
  readonly options: { readonly maxvals?: number };
  readonly fields: readonly FieldName[];
}

export interface FromjsonCommand extends Node {
  readonly kind: 'fromjson';
  readonly options: { readonly prefix?: string };
  readonly field: FieldName;
}

/** A time as gentimes takes it: a date with the time of day, or days from the midnight before now. */
export type GentimesTime =
  | {
      readonly kind: 'date';
      readonly month: number;
      readonly day: number;
      readonly year: number;
      readonly seconds: number;
    }
  | { readonly kind: 'days'; readonly days: number };

export interface GentimesCommand extends Node {
  readonly kind: 'gentimes';
  readonly from: GentimesTime;
  /** Null is the midnight before now. */
  readonly until: GentimesTime | null;
  readonly increment: { readonly amount: number; readonly unit: 's' | 'm' | 'h' | 'd' };
}

/** `_time` with a row in every bin. */
export interface MakecontinuousCommand extends Node {
  readonly kind: 'makecontinuous';
  readonly binning: Extract<BinSpan, { readonly kind: 'time' }>;
  readonly field: FieldName;
}

/** Commands that leave the rows as they are: they say how they are shown, or where a search runs. */
export interface NoopCommand extends Node {
  readonly kind: 'noop';
  readonly name: string;
  /** Its arguments as written. */
  readonly text: string;
}

export interface MapCommand extends Node {
  readonly kind: 'map';
  readonly options: { readonly maxsearches?: number };
  /** A search with `$field$` in it: written in quotes, in brackets, or a saved one by its name. */
  readonly form: 'quoted' | 'brackets' | 'saved';
  readonly text: string;
  readonly textSpan: Span;
}

export interface MetadataCommand extends Node {
  readonly kind: 'metadata';
  readonly type: 'hosts' | 'sources' | 'sourcetypes';
  /** None means those that a search looks into by default. */
  readonly indexes: readonly SearchValue[];
}

export interface RangemapCommand extends Node {
  readonly kind: 'rangemap';
  readonly field: FieldName;
  readonly ranges: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  readonly default: string | null;
}

/** Each field of `times` as a length of time before now, in words; `_time` when none is named. */
export interface ReltimeCommand extends Node {
  readonly kind: 'reltime';
  readonly times: readonly FieldName[];
  readonly prefix: string | null;
}

export interface RequireCommand extends Node {
  readonly kind: 'require';
}

export interface SavedsearchCommand extends Node {
  readonly kind: 'savedsearch';
  readonly name: string;
  /** What stands in for `$name$` in its text. */
  readonly replacements: readonly Setting[];
}

export interface SelfjoinCommand extends Node {
  readonly kind: 'selfjoin';
  readonly options: { readonly overwrite?: boolean; readonly max?: number; readonly keepsingle?: boolean };
  readonly fields: readonly FieldName[];
}

/** `name=value` */
export interface Setting extends Node {
  readonly kind: 'setting';
  readonly as: FieldName;
  readonly value: string;
}

export interface SetfieldsCommand extends Node {
  readonly kind: 'setfields';
  readonly settings: readonly Setting[];
}

export interface StrcatCommand extends Node {
  readonly kind: 'strcat';
  readonly options: { readonly allrequired?: boolean };
  /** Fields, and texts in quotes. */
  readonly parts: readonly (FieldName | { readonly kind: 'text'; readonly text: string })[];
  readonly to: FieldName;
}

/** How `tojson` writes a value. */
export type JsonType = 'auto' | 'bool' | 'json' | 'none' | 'num' | 'str';

/** `num(bytes)`; null takes the type for all others. */
export interface JsonField extends Node {
  readonly kind: 'json-field';
  readonly type: JsonType | null;
  readonly field: FieldName;
}

export interface TojsonCommand extends Node {
  readonly kind: 'tojson';
  readonly options: {
    readonly default_type?: JsonType;
    readonly fill_null?: boolean;
    readonly include_internal?: boolean;
    readonly output_field?: string;
  };
  /** None means all fields. */
  readonly fields: readonly JsonField[];
}

/** `sma5(x) as y`: an average over the last rows, plain or weighted. */
export interface Trend extends Node {
  readonly kind: 'trend';
  readonly type: 'sma' | 'wma';
  readonly period: number;
  readonly field: FieldName;
  readonly as: FieldName | null;
}

export interface TrendlineCommand extends Node {
  readonly kind: 'trendline';
  readonly trends: readonly Trend[];
}

export interface UniqCommand extends Node {
  readonly kind: 'uniq';
}

/** Each cell becomes a row; `as` takes the names of the columns, `to` their values. */
export interface UntableCommand extends Node {
  readonly kind: 'untable';
  readonly field: FieldName;
  readonly as: FieldName;
  readonly to: FieldName;
}

/** One step of an XPath: down to elements of a name, to all of them, or up. */
export interface XpathStep {
  /** `//`: at any depth. */
  readonly anywhere: boolean;
  /** An element's name, `*`, `.` or `..`. */
  readonly name: string;
  readonly predicates: readonly XpathPredicate[];
}

export type XpathPredicate =
  | { readonly kind: 'attribute' | 'child'; readonly name: string; readonly value: string | null }
  /** From the first, 1, or, where it is 0 or less, from the last. */
  | { readonly kind: 'place'; readonly place: number };

export interface XpathCommand extends Node {
  readonly kind: 'xpath';
  readonly options: { readonly default?: string };
  /** `_raw` when none is named. */
  readonly field: FieldName;
  readonly as: FieldName;
  /** As written. */
  readonly text: string;
  readonly steps: readonly XpathStep[];
  /** What is taken of the elements. */
  readonly taken: { readonly kind: 'text' } | { readonly kind: 'attribute'; readonly name: string };
}

export interface XyseriesCommand extends Node {
  readonly kind: 'xyseries';
  readonly options: { readonly grouped?: boolean; readonly sep?: string; readonly format?: string };
  readonly row: FieldName;
  readonly column: FieldName;
  readonly values: readonly FieldName[];
}
