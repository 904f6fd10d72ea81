import type { Command, CommandKind, CommandOf } from './ast';
import type { CommandSyntax, PipelineOutput, Writer } from './command_syntax';
import { accumSyntax } from './commands/accum';
import { addcoltotalsSyntax } from './commands/addcoltotals';
import { addinfoSyntax } from './commands/addinfo';
import { addtotalsSyntax } from './commands/addtotals';
import { appendSyntax } from './commands/append';
import { appendcolsSyntax } from './commands/appendcols';
import { appendpipeSyntax } from './commands/appendpipe';
import { autoregressSyntax } from './commands/autoregress';
import { binSyntax } from './commands/bin';
import { chartSyntax } from './commands/chart';
import { contingencySyntax } from './commands/contingency';
import { convertSyntax } from './commands/convert';
import { datamodelSyntax } from './commands/datamodel';
import { dedupSyntax } from './commands/dedup';
import { deltaSyntax } from './commands/delta';
import { evalSyntax } from './commands/eval';
import { eventcountSyntax } from './commands/eventcount';
import { eventstatsSyntax } from './commands/eventstats';
import { extractSyntax } from './commands/extract';
import { fieldformatSyntax } from './commands/fieldformat';
import { fieldsSyntax } from './commands/fields';
import { fieldsummarySyntax } from './commands/fieldsummary';
import { filldownSyntax } from './commands/filldown';
import { fillnullSyntax } from './commands/fillnull';
import { foreachSyntax } from './commands/foreach';
import { formatSyntax } from './commands/format';
import { fromSyntax } from './commands/from';
import { fromjsonSyntax } from './commands/fromjson';
import { gentimesSyntax } from './commands/gentimes';
import { headSyntax } from './commands/head';
import { inputlookupSyntax } from './commands/inputlookup';
import { joinSyntax } from './commands/join';
import { lookupSyntax } from './commands/lookup';
import { makecontinuousSyntax } from './commands/makecontinuous';
import { makemvSyntax } from './commands/makemv';
import { makeresultsSyntax } from './commands/makeresults';
import { mapSyntax } from './commands/map';
import { metadataSyntax } from './commands/metadata';
import { multisearchSyntax } from './commands/multisearch';
import { mvcombineSyntax } from './commands/mvcombine';
import { mvexpandSyntax } from './commands/mvexpand';
import { nomvSyntax } from './commands/nomv';
import { noopSyntax } from './commands/noop';
import { outputlookupSyntax } from './commands/outputlookup';
import { rangemapSyntax } from './commands/rangemap';
import { rareSyntax } from './commands/rare';
import { regexSyntax } from './commands/regex';
import { reltimeSyntax } from './commands/reltime';
import { renameSyntax } from './commands/rename';
import { replaceSyntax } from './commands/replace';
import { requireSyntax } from './commands/require';
import { returnSyntax } from './commands/return';
import { reverseSyntax } from './commands/reverse';
import { rexSyntax } from './commands/rex';
import { savedsearchSyntax } from './commands/savedsearch';
import { searchSyntax } from './commands/search';
import { selfjoinSyntax } from './commands/selfjoin';
import { setSyntax } from './commands/set';
import { setfieldsSyntax } from './commands/setfields';
import { sortSyntax } from './commands/sort';
import { spathSyntax } from './commands/spath';
import { statsSyntax } from './commands/stats';
import { strcatSyntax } from './commands/strcat';
import { streamstatsSyntax } from './commands/streamstats';
import { tableSyntax } from './commands/table';
import { tailSyntax } from './commands/tail';
import { timechartSyntax } from './commands/timechart';
import { tojsonSyntax } from './commands/tojson';
import { topSyntax } from './commands/top';
import { transactionSyntax } from './commands/transaction';
import { transposeSyntax } from './commands/transpose';
import { trendlineSyntax } from './commands/trendline';
import { tstatsSyntax } from './commands/tstats';
import { unionSyntax } from './commands/union';
import { uniqSyntax } from './commands/uniq';
import { untableSyntax } from './commands/untable';
import { whereSyntax } from './commands/where';
import { xmlkvSyntax } from './commands/xmlkv';
import { xpathSyntax } from './commands/xpath';
import { xyseriesSyntax } from './commands/xyseries';
import type { FieldSet } from './field_set';
import { otherCommands } from './other_commands';

/** Commands that this tree takes apart. */
export type TypedKind = Exclude<CommandKind, 'macro' | 'other' | 'unexpanded'>;

/** Every command's syntax: a new command costs its file and a line here. */
export const commandSyntaxes: { readonly [K in TypedKind]: CommandSyntax<K> } = {
  accum: accumSyntax,
  addcoltotals: addcoltotalsSyntax,
  addinfo: addinfoSyntax,
  addtotals: addtotalsSyntax,
  append: appendSyntax,
  appendcols: appendcolsSyntax,
  appendpipe: appendpipeSyntax,
  autoregress: autoregressSyntax,
  bin: binSyntax,
  chart: chartSyntax,
  contingency: contingencySyntax,
  convert: convertSyntax,
  datamodel: datamodelSyntax,
  dedup: dedupSyntax,
  delta: deltaSyntax,
  eval: evalSyntax,
  eventcount: eventcountSyntax,
  eventstats: eventstatsSyntax,
  extract: extractSyntax,
  fieldformat: fieldformatSyntax,
  fields: fieldsSyntax,
  fieldsummary: fieldsummarySyntax,
  filldown: filldownSyntax,
  fillnull: fillnullSyntax,
  foreach: foreachSyntax,
  format: formatSyntax,
  from: fromSyntax,
  fromjson: fromjsonSyntax,
  gentimes: gentimesSyntax,
  head: headSyntax,
  inputlookup: inputlookupSyntax,
  join: joinSyntax,
  lookup: lookupSyntax,
  makecontinuous: makecontinuousSyntax,
  makemv: makemvSyntax,
  makeresults: makeresultsSyntax,
  map: mapSyntax,
  metadata: metadataSyntax,
  multisearch: multisearchSyntax,
  mvcombine: mvcombineSyntax,
  mvexpand: mvexpandSyntax,
  nomv: nomvSyntax,
  noop: noopSyntax,
  outputlookup: outputlookupSyntax,
  rangemap: rangemapSyntax,
  rare: rareSyntax,
  regex: regexSyntax,
  reltime: reltimeSyntax,
  rename: renameSyntax,
  replace: replaceSyntax,
  require: requireSyntax,
  return: returnSyntax,
  reverse: reverseSyntax,
  rex: rexSyntax,
  savedsearch: savedsearchSyntax,
  search: searchSyntax,
  selfjoin: selfjoinSyntax,
  set: setSyntax,
  setfields: setfieldsSyntax,
  sort: sortSyntax,
  spath: spathSyntax,
  stats: statsSyntax,
  strcat: strcatSyntax,
  streamstats: streamstatsSyntax,
  table: tableSyntax,
  tail: tailSyntax,
  timechart: timechartSyntax,
  tojson: tojsonSyntax,
  top: topSyntax,
  transaction: transactionSyntax,
  transpose: transposeSyntax,
  trendline: trendlineSyntax,
  tstats: tstatsSyntax,
  union: unionSyntax,
  uniq: uniqSyntax,
  untable: untableSyntax,
  where: whereSyntax,
  xmlkv: xmlkvSyntax,
  xpath: xpathSyntax,
  xyseries: xyseriesSyntax,
};

/** What the parser needs of a syntax, whatever its command. */
export interface CommandReader {
  readonly parse: (...from: Parameters<CommandSyntax<TypedKind>['parse']>) => Command;
}

const readers: ReadonlyMap<string, CommandReader> = new Map(
  Object.values(commandSyntaxes).flatMap((syntax) =>
    syntax.names.map((name): readonly [string, CommandReader] => [name, syntax]),
  ),
);

/** The grammar of the command that goes by this (lower-case) name; undefined for others. */
export function commandReader(name: string): CommandReader | undefined {
  return readers.get(name);
}

/** Every name that a command may go by, supported or not: for did-you-mean and for knowing a command when we see one. */
export function commandNames(): readonly string[] {
  return [...readers.keys(), ...Object.keys(otherCommands)];
}

type Typed<K extends TypedKind> = { readonly [P in K]: CommandOf<P> & { readonly kind: P } }[K];

/** A command that the tree takes apart, as SPL writes it. */
export function writeCommand<K extends TypedKind>(command: Typed<K>, writer: Writer): string {
  return commandSyntaxes[command.kind].print(command, writer);
}

/** The fields of the rows behind a command that the tree takes apart. */
export function outputOf<K extends TypedKind>(command: Typed<K>, before: FieldSet, pipeline: PipelineOutput): FieldSet {
  return commandSyntaxes[command.kind].output(before, command, pipeline);
}
